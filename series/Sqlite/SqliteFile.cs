using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>How dcmon opens its SQLite files.</summary>
public static class SqliteFile
{
    /// <summary>How long a statement waits where another program has locked the file. Seconds.</summary>
    public const int LockWait = 5;

    /// <summary>
    /// The one connection that writes: write-ahead log, and an fsync of it at each commit (<c>synchronous=FULL</c>), so
    /// that what is committed survives the loss of power.
    /// </summary>
    public static SqliteConnection OpenWriter(string path)
    {
        // Takes effect in a new file alone; in others it would only write their first page anew, which a full disk refuses.
        var isNew = new FileInfo(path) is { Exists: false } or { Length: 0 };
        // Checkpoints are fsyncs too: at 16 MB of log they are seldom enough.
        return Open(path, SqliteOpenMode.ReadWriteCreate, $"""
            {(isNew ? "PRAGMA auto_vacuum=INCREMENTAL;" : "")} PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864;
            """);
    }

    /// <summary>A connection that reads; it sees the last commit when its statement starts and never waits for the writer.</summary>
    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadOnly, "PRAGMA query_only=1;");

    /// <summary>
    /// A new file that a copy is written into, without log and without fsync: if that fails, the file is thrown away;
    /// otherwise the caller flushes it once at the end.
    /// </summary>
    public static SqliteConnection OpenCopy(string path) =>
        Open(path, SqliteOpenMode.ReadWriteCreate, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;");

    /// <summary>Runs statements that give no rows.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode, string settings)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            // The owner keeps its connection open; a pool would only hide who that is.
            Pooling = false,
            DefaultTimeout = LockWait,
        }.ToString());
        try
        {
            connection.Open();
            // SQLite looks again each few milliseconds; the timeout above bounds how often that is begun anew.
            Execute(connection, $"PRAGMA busy_timeout={1000 * LockWait}; {settings}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
