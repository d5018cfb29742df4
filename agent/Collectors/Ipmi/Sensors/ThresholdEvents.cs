using System.Globalization;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>
/// Tells when a sensor crosses a threshold and when it is back, for BMCs without an event log: one that has a log records it there. Each
/// change is told once, also across restarts of the agent.
/// </summary>
/// <param name="events">Takes the events.</param>
/// <param name="told">What was told before.</param>
/// <param name="bmc">Name of a BMC in the network; null for the machine's own.</param>
/// <param name="time">The clock.</param>
internal sealed class ThresholdEvents(EventTeller events, ToldStates told, string? bmc, TimeProvider time)
{
    private const string Fine = "ok";

    /// <summary>Takes note of what the sensors say.</summary>
    /// <param name="readings">All of them.</param>
    /// <param name="labelOf">The label of a sensor's series.</param>
    public void Note(IReadOnlyList<SensorReading> readings, Func<SensorKey, string> labelOf)
    {
        foreach (var each in readings)
            if (!each.IsDiscrete && SensorSeries.Severity(each.Status) is { } severity)
                Note(each, labelOf(each.Key), severity);
    }

    private void Note(SensorReading reading, string sensor, int severity)
    {
        var before = told[sensor] ?? Fine;
        if (before == reading.Status) return;
        var (key, kept) = told.Change(sensor, reading.Status);
        var value = string.Create(CultureInfo.InvariantCulture, $"{reading.Value} {reading.Unit}");
        List<Label> subject = [new("sensor", sensor)];
        if (bmc is not null) subject.Add(new("bmc", bmc));
        var happened = new MachineEvent(
            time.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.IpmiSensor, (EventSeverity)severity,
            severity == 0 ? $"{sensor} is back within its thresholds: {value}" : $"{sensor} is {Words(reading.Status)}: {value}")
        {
            Key = bmc is null ? key : $"{bmc}:{key}",
            Subject = subject,
            Details = [new("state", reading.Status), new("before", before), new("reading", value)],
        };
        events.Tell(happened, kept);
    }

    /// <summary>What ipmitool's short name of a threshold says.</summary>
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
