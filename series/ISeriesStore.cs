using Dcmon.TimeSeries.Selection;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries;

/// <summary>
/// Where reports are kept for good. Blocks, roll-ups and other databases stand behind this interface; a caller sees
/// reports go in and samples come out.
/// </summary>
public interface ISeriesStore
{
    /// <summary>
    /// Stores the schemas and reports of one client in one transaction. When the task completes, they are on disk.
    /// </summary>
    /// <param name="client">The client's id.</param>
    /// <param name="schemas">Schemas that may be new to the store; known ones cost nothing.</param>
    /// <param name="reports">Reports whose schemas are known to the store or among <paramref name="schemas"/>, values checked.</param>
    /// <param name="cancel">Gives up waiting for a place in the queue; once queued, the append is carried out.</param>
    /// <returns>For each report, true where it was stored, false where it had been stored before.</returns>
    /// <exception cref="StoreUnavailableException">Nothing of this call was stored; try again later.</exception>
    ValueTask<bool[]> AppendAsync(
        string client, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports, CancellationToken cancel);

    /// <summary>The schema of that name, or null where the store has never seen it.</summary>
    ValueTask<Schema?> FindSchemaAsync(SchemaHash hash, CancellationToken cancel);

    /// <summary>The newest report of a client by its time, or null where it has none.</summary>
    ValueTask<Report?> FindLatestAsync(string client, CancellationToken cancel);

    /// <summary>
    /// Hands over every sample of the selected series with <paramref name="after"/> &lt; time ≤ <paramref name="until"/>,
    /// oldest first. Readers never wait for the writer.
    /// </summary>
    Task ScanAsync(string client, SeriesSelector selector, long after, long until, ISampleSink sink, CancellationToken cancel);

    /// <summary>All clients that have reports.</summary>
    ValueTask<IReadOnlyList<string>> ListClientsAsync(CancellationToken cancel);
}
