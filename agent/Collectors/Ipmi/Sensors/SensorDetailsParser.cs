using System.Globalization;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>
/// Reads what <c>ipmitool -v sensor list</c> prints: a block a sensor that begins with
/// <c>Sensor ID              : CPU1 Temp (0x1)</c>. That command reads the thresholds in force from the BMC; those in its
/// sensor repository are the ones at its start.
/// </summary>
internal static class SensorDetailsParser
{
    private const int Most = 512;

    private static readonly string[] Keys =
        ["Lower Non-Recoverable", "Lower Critical", "Lower Non-Critical", "Upper Non-Critical", "Upper Critical", "Upper Non-Recoverable"];

    /// <summary>Reads all blocks.</summary>
    public static List<SensorDetails> Parse(ReadOnlySpan<char> text)
    {
        var all = new List<SensorDetails>();
        SensorDetails? current = null;
        foreach (var line in text.EnumerateLines())
        {
            if (!IpmiText.TrySplit(line, out var key, out var value)) continue;
            if (key is "Sensor ID")
            {
                if (all.Count == Most) break;
                current = ParseKey(value) is { } sensor ? new SensorDetails(sensor, "", false, new double?[Keys.Length]) : null;
                if (current is not null) all.Add(current);
            }
            else if (current is not null && key.StartsWith("Sensor Type"))
            {
                current = all[^1] = current with { Type = IpmiText.Clean(value), IsDiscrete = key.Contains("Discrete", StringComparison.Ordinal) };
            }
            else if (current is not null && IndexOf(key) is >= 0 and var at
                && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)
                && double.IsFinite(threshold))
            {
                current.Thresholds[at] = threshold;
            }
        }

        return all;
    }

    /// <summary>Reads <c>CPU1 Temp (0x1)</c>; a name may itself have brackets.</summary>
    private static SensorKey? ParseKey(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf(" (0x");
        return at >= 0 && text[^1] == ')'
            && int.TryParse(text[(at + 4)..^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? new SensorKey(IpmiText.Clean(text[..at]), number)
            : null;
    }

    private static int IndexOf(ReadOnlySpan<char> key)
    {
        for (var i = 0; i < Keys.Length; i++)
            if (key.SequenceEqual(Keys[i])) return i;
        return -1;
    }
}
