using Dcmon.TimeSeries.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Storage;

/// <summary>What the engine needs of a database. All writing goes through one bounded queue.</summary>
internal interface ISeriesDatabase : IAsyncDisposable
{
    /// <summary>Takes the right to write a client's series.</summary>
    Task<ClientLease> TakeAsync(string client, CancellationToken cancel);

    /// <summary>See <see cref="ISeriesStore.AppendAsync"/>.</summary>
    Task<Appended> AppendAsync(
        ClientLease lease, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports, IReadOnlyList<ReportExtras?> extras,
        CancellationToken cancel);

    /// <summary>Reads from one snapshot, on a thread where that may block.</summary>
    Task<T> ReadAsync<T>(Func<ISeriesSnapshot, T> read, CancellationToken cancel);

    /// <summary>Carries out a change; false, with nothing done, where what it replaces is not there any more.</summary>
    Task<bool> ChangeAsync(BlockChange change, CancellationToken cancel);

    /// <summary>Housekeeping: retention, unused schemas, space given back.</summary>
    IHousekeeping Housekeeping { get; }

    /// <summary>Whether other processes write the same database.</summary>
    bool IsShared { get; }

    /// <summary>
    /// Whether this process may do maintenance: one at a time of those that share the database, until it ends or loses its
    /// connection. Consistency does not depend on it but on <see cref="ChangeAsync"/>; it saves doing the same work twice.
    /// </summary>
    Task<bool> MayMaintainAsync();

    /// <summary>
    /// What was wrong with the database as a whole when it was written last, such as a full disk; null where nothing was.
    /// </summary>
    string? Trouble { get; }

    /// <summary>Writes that wait.</summary>
    int QueueLength { get; }

    /// <summary>Commits so far.</summary>
    long Commits { get; }

    /// <summary>Time that commits took so far, from the start of the transaction to its end on disk.</summary>
    TimeSpan CommitTime { get; }
}
