using System.Data.Common;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Storage;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>The series in one SQLite file, which one process writes.</summary>
internal sealed class SqliteDialect(string path) : SqlDialect
{
    /// <summary>
    /// Free space below this share of the file is left for the blocks to come; giving it back would move pages at each
    /// deletion only to ask for them again.
    /// </summary>
    private const double FreeShareKept = 0.1;

    /// <summary>Pages given back in one transaction: a few milliseconds of work.</summary>
    private const int PagesAtOnce = 512;

    /// <inheritdoc/>
    public override bool IsShared => false;

    /// <summary>Nobody else writes the file and clients are cached, so that they are read one at a time.</summary>
    public override IReadOnlyList<ClientRow> ClientsToWrite(SqlSession session, string[] keys)
    {
        var found = new List<ClientRow>();
        foreach (var key in keys)
        {
            using var rows = session.Command($"{SelectClients} WHERE key = @key", ("@key", key)).ExecuteReader();
            if (rows.Read()) found.Add(ReadClient(rows));
        }

        return found;
    }

    /// <inheritdoc/>
    public override DbConnection OpenWriter()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.OpenWriter(path);
            SeriesTables.Prepare(connection);
            return connection;
        }
        catch (SqliteException refused)
        {
            connection?.Dispose();
            throw new StoreUnavailableException(Trouble(refused) ?? $"{path} cannot be opened: {refused.Message}", refused);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override DbConnection OpenReader() => SqliteFile.OpenReader(path);

    /// <inheritdoc/>
    public override DbTransaction BeginSnapshot(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    /// <inheritdoc/>
    public override SqlSnapshot Snapshot(SqlSession session) => new SqliteSnapshot(session);

    /// <inheritdoc/>
    public override string? Trouble(DbException failure) => SqliteTrouble.Of(failure, path);

    /// <inheritdoc/>
    public override StoreSize Measure(SqlSession session)
    {
        var page = Pragma(session, "page_size");
        var free = page * Pragma(session, "freelist_count");
        var disk = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace;
        return new StoreSize(page * Pragma(session, "page_count") - free, free, disk, BlocksOnly: false);
    }

    /// <inheritdoc/>
    public override bool GiveBack(SqlSession session, bool everything)
    {
        var free = Pragma(session, "freelist_count");
        if (everything ? free == 0 : free - PagesAtOnce < FreeShareKept * Pragma(session, "page_count")) return false;
        // Each step of the statement frees one page.
        using var pages = session.Command($"PRAGMA incremental_vacuum({PagesAtOnce})").ExecuteReader();
        while (pages.Read())
        {
        }

        // Where nothing can be given back, asking again would never end.
        return Pragma(session, "freelist_count") < free;
    }

    /// <inheritdoc/>
    public override string? WhyUnreadable(SqlSession session) => SeriesTables.WhyUnreadable((SqliteConnection)session.Connection);

    /// <inheritdoc/>
    public override IEnumerable<string> CheckItself(SqlSession session)
    {
        using var rows = session.Command("PRAGMA integrity_check").ExecuteReader();
        while (rows.Read())
            if (rows.GetString(0) is var line and not "ok")
                yield return line;
    }

    /// <inheritdoc/>
    /// <remarks>Puts the write-ahead log into the file and empties it, unless a reader is in the way.</remarks>
    public override void Settle(SqlSession session)
    {
        session.Execute("PRAGMA busy_timeout=100");
        session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        session.Execute($"PRAGMA busy_timeout={1000 * SqliteFile.LockWait}");
    }

    private static long Pragma(SqlSession session, string name) => (long)session.Scalar($"PRAGMA {name}")!;
}
