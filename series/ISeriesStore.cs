using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries;

/// <summary>
/// Stores reports durably. Blocks, roll-ups and databases are behind this interface; a caller appends reports and reads
/// samples.
/// </summary>
public interface ISeriesStore
{
    /// <summary>
    /// Why reports are refused at present; null where they are taken. Ends by itself, with the first write that succeeds.
    /// </summary>
    string? Refusal { get; }

    /// <summary>
    /// Takes the right to write a client's series; the previous holder is refused from now on. Take it once, when the
    /// client's grain needs it first.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Try again later.</exception>
    ValueTask<ClientLease> TakeAsync(string client, CancellationToken cancel);

    /// <summary>
    /// Stores reports of one client in one transaction. When the task completes, they are on disk.
    /// </summary>
    /// <param name="lease">The right to write the client.</param>
    /// <param name="schemas">All schemas that the reports name; known ones cost nothing.</param>
    /// <param name="reports">The reports, values checked.</param>
    /// <param name="extras">
    /// What each report carries beside its values, null where nothing, keys of events filled in; empty where that is so of all. Of a
    /// report that was stored before, nothing is stored again; an event is stored once for its client, kind and key.
    /// </param>
    /// <param name="cancel">Gives up waiting for a place in the queue; once queued, the append is carried out.</param>
    /// <exception cref="StoreUnavailableException">Nothing of this call was stored; try again later.</exception>
    /// <exception cref="FencedException">Nothing was stored; another has taken the client.</exception>
    ValueTask<Appended> AppendAsync(
        ClientLease lease, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports, IReadOnlyList<ReportExtras?> extras,
        CancellationToken cancel);

    /// <summary>The schema of that name, or null where the store does not have it.</summary>
    ValueTask<Schema?> FindSchemaAsync(SchemaHash hash, CancellationToken cancel);

    /// <summary>
    /// The newest report of a client by its time, that of its agent, and those of some of its programs, each report once and sequence
    /// numbers as they are stored (<see cref="ReportSource"/>). Their schemas are stored as well.
    /// </summary>
    /// <param name="client">The client's id.</param>
    /// <param name="programs">Numbers of the programs.</param>
    /// <param name="since">Unix milliseconds: older reports of programs are not looked for.</param>
    /// <param name="cancel">Stops the search.</param>
    ValueTask<IReadOnlyList<Report>> FindLatestAsync(
        string client, IReadOnlyCollection<int> programs, long since, CancellationToken cancel);

    /// <summary>
    /// Hands over the samples of the selected series with <paramref name="after"/> &lt; time ≤ <paramref name="until"/>,
    /// oldest first, or summaries in their place. Readers never wait for the writer.
    /// </summary>
    /// <param name="client">The client's id.</param>
    /// <param name="selector">Which series.</param>
    /// <param name="after">Unix milliseconds.</param>
    /// <param name="until">Unix milliseconds.</param>
    /// <param name="resolution">
    /// The coarsest summaries that may stand for samples. Finer ones, or samples, come where those are not there yet;
    /// coarser ones where everything finer has expired.
    /// </param>
    /// <param name="sink">Takes them, on one thread of the pool.</param>
    /// <param name="cancel">Stops the scan.</param>
    Task ScanAsync(
        string client, SeriesSelector selector, long after, long until, Tier resolution, ISampleSink sink, CancellationToken cancel);

    /// <summary>All clients that ever had reports, in order of their ids.</summary>
    ValueTask<IReadOnlyList<string>> ListClientsAsync(CancellationToken cancel);

    /// <summary>The selected series of a client that have samples or summaries between two times.</summary>
    ValueTask<IReadOnlyList<Series>> ListSeriesAsync(
        string client, SeriesSelector selector, long after, long until, CancellationToken cancel);

    /// <summary>
    /// The schemas of what a client reported between two times; the same object each time while it is in memory, as many clients may
    /// share a schema.
    /// </summary>
    ValueTask<IReadOnlyList<SchemaColumns>> ListSchemasAsync(string client, long after, long until, CancellationToken cancel);

    /// <summary>How much a client reported between two times.</summary>
    ValueTask<SpanUse> ReadUseAsync(string client, long after, long until, CancellationToken cancel);

    /// <summary>Lists events, newest first.</summary>
    ValueTask<IReadOnlyList<ClientEvent>> ListEventsAsync(EventsQuery query, CancellationToken cancel);

    /// <summary>The newest process table of a client up to a time (Unix milliseconds), or null.</summary>
    ValueTask<ProcessesAnswer?> FindProcessesAsync(string client, long at, CancellationToken cancel);

    /// <summary>Has everything whose time is over sealed and merged soon, without waiting for it to be quiet.</summary>
    void RequestCompaction();
}
