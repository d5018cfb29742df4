using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>
/// The states of discrete sensors, by the names that ipmitool gives them (IPMI 2.0, tables 42-2 and 42-3).
/// </summary>
internal static class DiscreteStates
{
    /// <summary>A sensor has 15 states at most; some boards change what they call theirs.</summary>
    public const int MostKnown = 30;

    private const int Most = 15;

    /// <summary>What a power supply can report.</summary>
    public static readonly IReadOnlyList<string> PowerSupply =
    [
        "Presence detected", "Failure detected", "Predictive failure", "Power Supply AC lost", "AC lost or out-of-range",
        "AC out-of-range, but present", "Config Error", "Power Supply Inactive",
    ];

    /// <summary>What a sensor of redundancy can report.</summary>
    public static readonly IReadOnlyList<string> Redundancy =
    [
        "Fully Redundant", "Redundancy Lost", "Redundancy Degraded", "Non-Redundant: Sufficient from Redundant",
        "Non-Redundant: Sufficient from Insufficient", "Non-Redundant: Insufficient Resources",
        "Redundancy Degraded from Fully Redundant", "Redundancy Degraded from Non-Redundant",
    ];

    /// <summary>Names that have the separator in them.</summary>
    private static readonly string[] WithComma =
    [
        "AC out-of-range, but present", "S2: sleeping, processor context lost", "S3: sleeping, processor & hw context lost, memory retained",
        "IPMB-A disabled, IPMB-B disabled", "IPMB-A enabled, IPMB-B disabled", "IPMB-A disabled, IPMB-B enabled",
        "IPMB-A enabled, IPMB-B enabled",
    ];

    /// <summary>Splits <c>Presence detected, Failure detected</c>.</summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<char> text)
    {
        var states = new List<string>();
        while (!text.IsEmpty && states.Count < Most)
        {
            var end = Length(text);
            if (IpmiText.Clean(text[..end]) is { Length: > 0 } state && !states.Contains(state)) states.Add(state);
            text = text[end..].TrimStart(", ");
        }

        return states;
    }

    private static int Length(ReadOnlySpan<char> text)
    {
        foreach (var name in WithComma)
            if (text.StartsWith(name)) return name.Length;
        var comma = text.IndexOf(", ");
        return comma < 0 ? text.Length : comma;
    }
}
