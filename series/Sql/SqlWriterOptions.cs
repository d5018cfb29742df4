using System.Data.Common;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Settings of a <see cref="SqlWriter"/>.</summary>
/// <param name="Name">Name of its thread.</param>
/// <param name="Open">Opens a connection; also after one has broken.</param>
public sealed record SqlWriterOptions(string Name, Func<DbConnection> Open)
{
    /// <summary>Called on the writer's thread when a transaction has begun, with what will be done in it.</summary>
    public Action<SqlSession, IReadOnlyList<SqlWrite>>? Began { get; init; }

    /// <summary>Called on the writer's thread before a transaction is committed.</summary>
    public Action<SqlSession>? Ending { get; init; }

    /// <summary>Called on the writer's thread after a rollback: what was cached in the transaction is void.</summary>
    public Action? RolledBack { get; init; }

    /// <summary>
    /// What is wrong with the database as a whole, in words, where that is why it refused; null where it is the fault of
    /// one write.
    /// </summary>
    public Func<DbException, string?>? Trouble { get; init; }

    /// <summary>Most queued writes; beyond it callers wait for a place in the queue.</summary>
    public int Capacity { get; init; } = 4_096;

    /// <summary>Measures how long callers wait.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
