using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Cluster;

/// <summary>A series store whose work for single clients can be held up.</summary>
internal sealed class HeldSeriesStore(ISeriesStore store) : ISeriesStore
{
    private readonly Dictionary<string, Gate> _gates = [];

    public string? Refusal => store.Refusal;

    /// <summary>Holds appends and scans of a client at a gate.</summary>
    public Gate Hold(string client)
    {
        lock (_gates) return _gates[client] = new Gate();
    }

    public ValueTask<ClientLease> TakeAsync(string client, CancellationToken cancel) => store.TakeAsync(client, cancel);

    public async ValueTask<Appended> AppendAsync(
        ClientLease lease,
        IReadOnlyList<Schema> schemas,
        IReadOnlyList<Report> reports,
        IReadOnlyList<ReportExtras?> extras,
        CancellationToken cancel)
    {
        await PassAsync(lease.Client, cancel);
        return await store.AppendAsync(lease, schemas, reports, extras, cancel);
    }

    public ValueTask<Schema?> FindSchemaAsync(SchemaHash hash, CancellationToken cancel) =>
        store.FindSchemaAsync(hash, cancel);

    public ValueTask<IReadOnlyList<Report>> FindLatestAsync(
        string client, IReadOnlyCollection<int> programs, long since, CancellationToken cancel) =>
        store.FindLatestAsync(client, programs, since, cancel);

    public Task ScanAsync(
        string client,
        SeriesSelector selector,
        long after,
        long until,
        Tier resolution,
        ISampleSink sink,
        CancellationToken cancel) =>
        store.ScanAsync(client, selector, after, until, resolution, sink, cancel);

    public ValueTask<IReadOnlyList<string>> ListClientsAsync(CancellationToken cancel) =>
        store.ListClientsAsync(cancel);

    public ValueTask<IReadOnlyList<Series>> ListSeriesAsync(
        string client, SeriesSelector selector, long after, long until, CancellationToken cancel) =>
        store.ListSeriesAsync(client, selector, after, until, cancel);

    public ValueTask<IReadOnlyList<SchemaColumns>> ListSchemasAsync(
        string client, long after, long until, CancellationToken cancel) =>
        store.ListSchemasAsync(client, after, until, cancel);

    public ValueTask<SpanUse> ReadUseAsync(string client, long after, long until, CancellationToken cancel) =>
        store.ReadUseAsync(client, after, until, cancel);

    public ValueTask<IReadOnlyList<ClientEvent>> ListEventsAsync(EventsQuery query, CancellationToken cancel) =>
        store.ListEventsAsync(query, cancel);

    public async ValueTask<ProcessesAnswer?> FindProcessesAsync(string client, long at, CancellationToken cancel)
    {
        await PassAsync(client, cancel);
        return await store.FindProcessesAsync(client, at, cancel);
    }

    public void RequestCompaction() => store.RequestCompaction();

    private Task PassAsync(string client, CancellationToken cancel)
    {
        lock (_gates) return _gates.GetValueOrDefault(client)?.PassAsync(cancel) ?? Task.CompletedTask;
    }
}
