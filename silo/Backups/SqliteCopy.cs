using Dcmon.TimeSeries.Sqlite;
using Microsoft.Data.Sqlite;

namespace Dcmon.Silo.Backups;

/// <summary>Copies a SQLite file, also while another process writes it.</summary>
internal static class SqliteCopy
{
    /// <summary>Copies a database as it is at this moment.</summary>
    /// <remarks>
    /// SQLite's online backup, in one step. It reads one snapshot, so in WAL mode the writer never waits; it only
    /// cannot empty its log meanwhile. Several steps would start over at each commit and never come to an end beside
    /// ingest. VACUUM INTO, the other way, writes every row anew, which takes longer, and stops at a page that is
    /// damaged; copied page by page, a damaged database still gives a backup of all that is whole in it.
    /// </remarks>
    /// <param name="from">The database.</param>
    /// <param name="to">A file that does not exist yet.</param>
    public static void Copy(string from, string to)
    {
        using (DurableFiles.Create(to))
        {
        }

        using var source = SqliteFile.OpenReader(from);
        using var target = SqliteFile.OpenCopy(to);
        source.BackupDatabase(target);
    }

    /// <summary>What SQLite finds wrong with a database's pages and indexes.</summary>
    public static IReadOnlyList<string> Check(string path)
    {
        try
        {
            using var connection = SqliteFile.OpenReader(path);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            using var rows = command.ExecuteReader();
            var found = new List<string>();
            while (rows.Read())
                if (rows.GetString(0) is var line and not "ok")
                    found.Add(line);
            return found;
        }
        catch (SqliteException unreadable)
        {
            return [unreadable.Message];
        }
    }
}
