using Dcmon.Grains.Storage;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Sqlite;

namespace Dcmon.Silo.Backups;

/// <summary>Verifies the databases of a data directory, or those taken out of a backup.</summary>
internal static class BackupCheck
{
    /// <summary>Verifies each database that exists.</summary>
    /// <param name="directory">Where they are.</param>
    /// <param name="found">Gets a line for each finding.</param>
    /// <param name="summary">Gets a line for each database.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool Verify(string directory, Action<string> found, Action<string> summary, CancellationToken cancel)
    {
        var whole = true;
        foreach (var name in BackedUpFiles.Databases.Where(name => File.Exists(Path.Combine(directory, name))))
        {
            var path = Path.Combine(directory, name);
            var findings = 0L;
            summary($"{name}: {(name == BackedUpFiles.Series ? Series(path, Say, cancel) : GrainStates(path, Say))}");
            whole &= findings == 0;

            void Say(string line)
            {
                findings++;
                found($"{name}: {line}");
            }
        }

        return whole;
    }

    private static string Series(string path, Action<string> found, CancellationToken cancel)
    {
        try
        {
            using var archive = SqliteSeries.OpenArchive(path);
            return archive.Verify(finding => found(finding.ToString()), cancel).ToString();
        }
        catch (StoreUnavailableException unreadable)
        {
            found(unreadable.Message);
            return "unreadable";
        }
    }

    private static string GrainStates(string path, Action<string> found)
    {
        var findings = SqliteCopy.Check(path);
        if (findings.Count == 0) findings = GrainDatabase.Verify(path);
        foreach (var finding in findings)
            found(finding);
        return findings.Count == 0 ? "nothing is damaged" : $"{findings.Count} findings";
    }
}
