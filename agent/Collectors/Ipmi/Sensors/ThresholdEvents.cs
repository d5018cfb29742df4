using System.Globalization;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>
/// Tells when a sensor crosses a threshold and when it is back, for BMCs without an event log: one that has a log
/// records it there.
/// </summary>
internal sealed class ThresholdEvents(StateEvents events)
{
    private const string Fine = "ok";

    /// <summary>Takes note of what the sensors say.</summary>
    /// <param name="readings">All of them.</param>
    /// <param name="labelOf">The label of a sensor's series.</param>
    public void Update(IReadOnlyList<SensorReading> readings, Func<SensorKey, string> labelOf)
    {
        foreach (var each in readings)
            if (!each.IsDiscrete && SensorSeries.Severity(each.Status) is { } severity)
                Update(each, labelOf(each.Key), severity);
    }

    private void Update(SensorReading reading, string sensor, int severity)
    {
        if ((events.Before(sensor) ?? Fine) == reading.Status) return;
        var value = string.Create(CultureInfo.InvariantCulture, $"{reading.Value} {reading.Unit}");
        events.Publish(
            sensor, reading.Status, (EventSeverity)severity,
            severity == 0 ? $"{sensor} is back within its thresholds: {value}" : $"{sensor} is {Words(reading.Status)}: {value}",
            [new Label("sensor", sensor)], new Label("reading", value));
    }

    /// <summary>What ipmitool's short name of a threshold means.</summary>
    private static string Words(string status)
    {
        var grade = status[^2..] switch { "nc" => "non-critical", "cr" => "critical", _ => "non-recoverable" };
        return status[0] switch
        {
            'l' => $"below its lower {grade} threshold",
            'u' => $"above its upper {grade} threshold",
            _ => $"beyond its {grade} threshold",
        };
    }
}
