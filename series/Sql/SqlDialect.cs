using System.Data.Common;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Where the databases differ; all other SQL is the same for all.</summary>
internal abstract class SqlDialect
{
    /// <summary>Whether other processes write the same database, so that nothing about it may be remembered.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Reads a client's id, fence, and the end of its last raw block, by <c>@key</c>, and keeps others from writing it.</summary>
    public abstract string ClientToWrite { get; }

    /// <summary>Opens a connection that writes, and makes sure that the tables are there.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Opens a connection that reads.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Begins a transaction that sees one moment.</summary>
    public abstract DbTransaction BeginSnapshot(DbConnection connection);

    /// <summary>What the session's transaction sees.</summary>
    public abstract SqlSnapshot Snapshot(SqlSession session);

    /// <summary>How large the database is.</summary>
    public abstract StoreSize Measure(SqlSession session);

    /// <summary>Gives some free space back, in the session's transaction; true where there may be more.</summary>
    public abstract bool GiveBack(SqlSession session);

    /// <summary>Why this program must not read the database as it is, such as a format it does not know; null where it may.</summary>
    public virtual string? WhyUnreadable(SqlSession session) => null;

    /// <summary>What the database finds wrong with its own pages and indexes, a line each; nothing where it keeps watch over them itself.</summary>
    public virtual IEnumerable<string> CheckItself(SqlSession session) => [];

    /// <summary>Brings files to their final size; outside of a transaction.</summary>
    public virtual void Settle(SqlSession session)
    {
    }
}
