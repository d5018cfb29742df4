using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Linux;

/// <summary>Reads <c>/proc/meminfo</c>.</summary>
internal static class MemInfo
{
    /// <summary>Reads a line such as <c>MemTotal:       24684096 kB</c>, where kB is 1024 bytes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="key">Its name, such as <c>MemTotal</c>.</param>
    /// <param name="bytes">Its value; NaN where it is no number.</param>
    /// <returns>False where it is no such line.</returns>
    public static bool TryParseLine(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out double bytes)
    {
        var colon = line.IndexOf(':');
        key = colon > 0 ? line[..colon] : [];
        bytes = colon > 0 ? new FieldReader(line[(colon + 1)..]).NextNumber() * 1024 : double.NaN;
        return colon > 0;
    }

    /// <summary>The machine's memory, bytes; NaN where the text does not have it.</summary>
    public static double ParseTotal(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
            if (TryParseLine(line, out var key, out var bytes) && key is "MemTotal")
                return bytes;
        return double.NaN;
    }
}
