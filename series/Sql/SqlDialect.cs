using System.Data.Common;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Where the databases differ; all other SQL is the same for all.</summary>
internal abstract class SqlDialect : IDisposable
{
    /// <summary>Whether other processes write the same database, so that nothing about it may be remembered.</summary>
    public abstract bool IsShared { get; }

    /// <summary>A client by <c>@key</c>, as <see cref="ClientRow"/> has it.</summary>
    protected const string SelectClient =
        "SELECT id, fence, (SELECT max(stop) FROM block WHERE client = client.id AND tier = 0) FROM client WHERE key = @key";

    /// <summary>Opens a connection that writes, and makes sure that the tables are there.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Opens a connection that reads.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Begins a transaction that sees one moment.</summary>
    public abstract DbTransaction BeginSnapshot(DbConnection connection);

    /// <summary>What the session's transaction sees.</summary>
    public abstract SqlSnapshot Snapshot(SqlSession session);

    /// <summary>Reads a client's row, or null, and keeps other processes from writing the client until the transaction ends.</summary>
    public virtual ClientRow? ClientToWrite(SqlSession session, string key)
    {
        using var rows = session.Command(SelectClient, ("@key", key)).ExecuteReader();
        return Read(rows);
    }

    /// <summary>Keeps other processes from writing a client, by its row id, until the transaction ends.</summary>
    public virtual void HoldClient(SqlSession session, long client)
    {
    }

    /// <summary>Puts reports of one client into the log; those that are there already are nothing.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="client">The client's row id.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="stored">Becomes true at the place of each report that was new.</param>
    public virtual void Insert(SqlSession session, long client, ReadOnlySpan<NewReport> reports, Span<bool> stored) =>
        NewReport.InsertEach(session, client, reports, stored);

    /// <summary>Whether this process may tidy up: one at a time of those that share the database.</summary>
    public virtual bool MayMaintain() => true;

    /// <summary>How large the database is.</summary>
    public abstract StoreSize Measure(SqlSession session);

    /// <summary>Gives some free space back, in the session's transaction; true where there may be more.</summary>
    public abstract bool GiveBack(SqlSession session, bool everything);

    /// <summary>Brings files to their final size; outside of a transaction.</summary>
    public virtual void Settle(SqlSession session)
    {
    }

    /// <summary>Gives up what it holds beside the sessions.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>The row that <see cref="SelectClient"/> gave, or null.</summary>
    protected static ClientRow? Read(DbDataReader rows) => rows.Read()
        ? new ClientRow(rows.GetInt64(0), rows.GetInt64(1), rows.IsDBNull(2) ? long.MinValue : rows.GetInt64(2))
        : null;
}
