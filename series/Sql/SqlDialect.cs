using System.Data.Common;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Where the databases differ; all other SQL is the same for all.</summary>
internal abstract class SqlDialect : IDisposable
{
    /// <summary>Whether other processes write the same database, so that nothing about it may be remembered.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Clients, as <see cref="ReadClient"/> reads them.</summary>
    protected const string SelectClients =
        "SELECT key, id, fence, (SELECT max(stop) FROM block WHERE client = client.id AND tier = 0) FROM client";

    /// <summary>Opens a connection that writes, and makes sure that the tables are there.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Opens a connection that reads.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Begins a transaction that sees one moment.</summary>
    public abstract DbTransaction BeginSnapshot(DbConnection connection);

    /// <summary>What the session's transaction sees.</summary>
    public abstract SqlSnapshot Snapshot(SqlSession session);

    /// <summary>
    /// Reads the rows of those clients that are known, and keeps other processes from writing them until the transaction ends.
    /// </summary>
    public abstract IReadOnlyList<ClientRow> ClientsToWrite(SqlSession session, string[] keys);

    /// <summary>Keeps other processes from writing a client, by its row id, until the transaction ends.</summary>
    public virtual void HoldClient(SqlSession session, long client)
    {
    }

    /// <summary>Appends reports to the log and marks each that is new; those already there are skipped.</summary>
    public virtual void Insert(SqlSession session, IReadOnlyList<NewReport> reports) => NewReport.InsertEach(session, reports);

    /// <summary>Stores events and marks each that is new; those already there are skipped.</summary>
    public virtual void InsertEvents(SqlSession session, IReadOnlyList<NewEvent> events) => NewEvent.InsertEach(session, events);

    /// <summary>Stores process tables; those that are there already are nothing.</summary>
    public virtual void InsertProcesses(SqlSession session, IReadOnlyList<NewProcesses> tables) => NewProcesses.InsertEach(session, tables);

    /// <summary>Whether this process may do maintenance: one at a time of those that share the database.</summary>
    public virtual bool MayMaintain() => true;

    /// <summary>See <see cref="SqlWriterOptions.Trouble"/>.</summary>
    public virtual string? Trouble(DbException failure) => null;

    /// <summary>How large the database is.</summary>
    public abstract StoreSize Measure(SqlSession session);

    /// <summary>Gives some free space back, in the session's transaction; true where there may be more.</summary>
    public abstract bool GiveBack(SqlSession session, bool everything);

    /// <summary>Why this program must not read the database as it is, such as a format it does not know; null where it may.</summary>
    public virtual string? WhyUnreadable(SqlSession session) => null;

    /// <summary>
    /// What the database finds wrong with its own pages and indexes, a line each; nothing where it keeps watch over them itself.
    /// </summary>
    public virtual IEnumerable<string> CheckItself(SqlSession session) => [];

    /// <summary>Brings files to their final size; outside of a transaction.</summary>
    public virtual void Settle(SqlSession session)
    {
    }

    /// <summary>Releases what it holds besides sessions.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>The row that a reader stands at: key, id, fence, end of the last raw block.</summary>
    protected static ClientRow ReadClient(DbDataReader rows) =>
        new(rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.IsDBNull(3) ? long.MinValue : rows.GetInt64(3));
}
