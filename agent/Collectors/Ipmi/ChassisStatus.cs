using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>State of the chassis, from what <c>ipmitool chassis status</c> prints.</summary>
internal sealed class ChassisStatus
{
    /// <summary>A line's key, the state's name, the word that means yes, and the one that means no.</summary>
    private static readonly (string Key, string State, string Yes, string No)[] States =
    [
        ("System Power", "power_on", "on", "off"),
        ("Power Overload", "power_overload", "true", "false"),
        ("Main Power Fault", "main_power_fault", "true", "false"),
        ("Power Control Fault", "power_control_fault", "true", "false"),
        ("Chassis Intrusion", "intrusion", "active", "inactive"),
        ("Drive Fault", "drive_fault", "true", "false"),
        ("Cooling/Fan Fault", "cooling_fault", "true", "false"),
    ];

    private readonly Series[] _series;

    /// <summary>Makes the series of one BMC's chassis.</summary>
    public ChassisStatus(BmcLabels labels) =>
        _series = [.. States.Select(each => labels.Series("ipmi_chassis", new Label("state", each.State)))];

    /// <summary>Reads lines such as <c>System Power         : on</c>. True where there was at least one.</summary>
    public bool Parse(ReadOnlySpan<char> text, SampleSet samples)
    {
        var before = samples.Count;
        var seen = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (!IpmiText.TrySplit(line, out var key, out var value)) continue;
            for (var i = 0; i < States.Length; i++)
            {
                if (!key.SequenceEqual(States[i].Key) || (seen & (1 << i)) != 0) continue;
                if (!value.SequenceEqual(States[i].Yes) && !value.SequenceEqual(States[i].No)) continue;
                seen |= 1 << i;
                samples.Add(_series[i], value.SequenceEqual(States[i].Yes) ? 1 : 0);
            }
        }

        return samples.Count > before;
    }
}
