using System.Globalization;

namespace Dcmon.Agent.Facts;

/// <summary>Reads from <c>/proc/stat</c> when the kernel started.</summary>
internal static class BootTime
{
    /// <summary>The line <c>btime 1700000000</c> (Unix seconds) as Unix milliseconds; null where it is missing.</summary>
    public static long? Parse(string stat)
    {
        const string key = "btime ";
        foreach (var line in stat.AsSpan().EnumerateLines())
            if (line.StartsWith(key, StringComparison.Ordinal))
                return uint.TryParse(line[key.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds * 1000L : null;
        return null;
    }
}
