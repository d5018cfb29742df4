using System.Globalization;

namespace Dcmon.Agent.Linux;

/// <summary>When this machine started, and which start it was.</summary>
/// <param name="Id">Another at each start; empty where the kernel does not report it.</param>
/// <param name="Time">When, by the wall clock; 1970 where the kernel does not report it.</param>
internal readonly record struct BootInfo(string Id, DateTimeOffset Time)
{
    /// <summary>Reads both from <c>/proc</c>.</summary>
    /// <exception cref="IOException">The kernel's files cannot be read.</exception>
    public static BootInfo Read(Roots roots)
    {
        var idFile = roots.InProc("sys/kernel/random/boot_id");
        var id = File.Exists(idFile) ? File.ReadAllText(idFile).Trim() : "";
        return new BootInfo(id, ParseTime(File.ReadAllText(roots.InProc("stat"))) ?? DateTimeOffset.UnixEpoch);
    }

    /// <summary>
    /// Finds the line <c>btime SECONDS</c> (Unix time) of <c>/proc/stat</c>; null where it is missing.
    /// </summary>
    internal static DateTimeOffset? ParseTime(ReadOnlySpan<char> stat)
    {
        const string key = "btime ";
        foreach (var line in stat.EnumerateLines())
            if (line.StartsWith(key)
                && uint.TryParse(line[key.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return null;
    }
}
