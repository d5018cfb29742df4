using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Simulation.Machines;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>A sensor of a board, with its thresholds.</summary>
/// <param name="name">Its name.</param>
/// <param name="metric">What it measures.</param>
/// <param name="thresholds">In the order of <see cref="SensorDetails.ThresholdNames"/>; null where it has none.</param>
/// <param name="value">Its value.</param>
internal sealed class Sensor(string name, string metric, double?[] thresholds, Func<MachineState, double> value)
{
    private readonly Series _value = MetricCatalog.Series(metric, new Label("sensor", name));
    private readonly Series _state = MetricCatalog.Series("ipmi_sensor_state", new Label("sensor", name));
    private readonly Series[] _thresholds =
        [.. SensorDetails.ThresholdNames.Select(each => MetricCatalog.Series("ipmi_threshold", new("sensor", name), new("threshold", each)))];

    /// <summary>Adds what it says.</summary>
    public void Add(MachineState now, SampleSet samples)
    {
        var reading = value(now);
        samples.Add(_value, reading);
        samples.Add(_state, reading <= thresholds[0] || reading >= thresholds[5] ? 3
            : reading <= thresholds[1] || reading >= thresholds[4] ? 2
            : reading <= thresholds[2] || reading >= thresholds[3] ? 1
            : 0);
        for (var i = 0; i < _thresholds.Length; i++)
            if (thresholds[i] is { } threshold)
                samples.Add(_thresholds[i], threshold);
    }
}
