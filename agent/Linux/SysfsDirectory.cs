namespace Dcmon.Agent.Linux;

/// <summary>Lists what a class of devices in sysfs has.</summary>
internal static class SysfsDirectory
{
    /// <summary>Paths of the entries whose names match, 2 before 10; none where the directory is missing.</summary>
    public static IReadOnlyList<string> List(string directory, string pattern)
    {
        if (!Directory.Exists(directory)) return [];
        try
        {
            return [.. Directory.EnumerateDirectories(directory, pattern).OrderBy(path => path.Length)
                .ThenBy(path => path, StringComparer.Ordinal)];
        }
        catch (IOException)
        {
            // The device went away since.
            return [];
        }
    }
}
