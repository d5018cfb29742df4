using Dcmon.Agent.Collecting;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>The series of one sensor.</summary>
internal sealed class SensorSeries(string name, BmcLabels labels)
{
    private readonly Series _state = labels.Series("ipmi_sensor_state", new Label("sensor", name));
    private readonly Series[] _thresholds =
        [.. SensorDetails.ThresholdNames.Select(each => labels.Series("ipmi_threshold", new Label("sensor", name), new Label("threshold", each)))];
    private readonly Dictionary<string, Series> _states = [];
    private Series? _value;
    private Series? _powerSupply;
    private string _unit = "";

    /// <summary>Value of the label <c>sensor</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The series of the state of the power supply that the sensor watches.</summary>
    public Series PowerSupply(int number) => _powerSupply ??= labels.Series("psu_status", new Label("psu", $"{number}"));

    /// <summary>Adds the sensor's reading.</summary>
    public void Add(SensorReading reading, SensorDetails? details, SampleSet samples)
    {
        if (reading.Value is { } value) AddValue(reading, value, details, samples);
        if (reading.IsDiscrete) AddStates(reading, details, samples);
    }

    /// <summary>
    /// How bad a reading is, by the threshold that it crossed: 0 to 3; null for a state that does not show it.
    /// </summary>
    internal static int? Severity(string status) => status switch
    {
        "ok" => 0,
        "nc" or "lnc" or "unc" => 1,
        "cr" or "lcr" or "ucr" => 2,
        "nr" or "lnr" or "unr" => 3,
        _ => null,
    };

    private void AddValue(SensorReading reading, double value, SensorDetails? details, SampleSet samples)
    {
        var unit = SensorUnit.Of(reading);
        if (_value is null || reading.Unit != _unit)
        {
            _unit = reading.Unit;
            _value = unit.Metric == SensorUnit.OtherMetric
                ? labels.Series(unit.Metric, new Label("sensor", Name), new Label("unit", _unit))
                : labels.Series(unit.Metric, new Label("sensor", Name));
        }

        samples.Add(_value, unit.Convert(value));
        if (reading.IsDiscrete) return; // Its status says that it was read, no more.
        if (Severity(reading.Status) is { } severity) samples.Add(_state, severity);
        for (var i = 0; i < _thresholds.Length; i++)
            if (details?.Thresholds[i] is { } threshold)
                samples.Add(_thresholds[i], unit.Convert(threshold));
    }

    /// <summary>A state that was seen once is reported from then on, so that its end is reported as well.</summary>
    private void AddStates(SensorReading reading, SensorDetails? details, SampleSet samples)
    {
        foreach (var state in reading.States)
        {
            if (PowerSupplyState.IsOne(reading, details)) Know(DiscreteStates.PowerSupply);
            else if (DiscreteStates.Redundancy.Contains(state)) Know(DiscreteStates.Redundancy);
            else Know([state]);
        }

        foreach (var (state, series) in _states)
            samples.Add(series, reading.States.Contains(state) ? 1 : 0);
    }

    private void Know(IReadOnlyList<string> states)
    {
        foreach (var state in states)
            if (!_states.ContainsKey(state) && _states.Count < DiscreteStates.MostKnown)
                _states.Add(state, labels.Series("ipmi_discrete", new Label("sensor", Name), new Label("state", state)));
    }
}
