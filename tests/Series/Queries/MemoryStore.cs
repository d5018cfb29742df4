using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Queries;

/// <summary>A store that can only be scanned, filled beforehand.</summary>
internal sealed class MemoryStore : ISeriesStore
{
    private readonly Dictionary<string, List<(Series Series, long[] Times, double[] Values)>> _clients = [];

    /// <summary>Called at the start of each scan.</summary>
    public Action<string> Scanning { get; set; } = _ => { };

    public string? Refusal => null;

    public IReadOnlyList<string> Clients => [.. _clients.Keys];

    public void Add(string client, Series series, long[] times, double[] values)
    {
        if (!_clients.TryGetValue(client, out var list)) _clients[client] = list = [];
        list.Add((series, times, values));
    }

    public async Task ScanAsync(
        string client, SeriesSelector selector, long after, long until, Tier resolution, ISampleSink sink, CancellationToken cancel)
    {
        await Task.Yield();
        Scanning(client);
        foreach (var (series, times, values) in _clients[client].Where(each => selector.Matches(each.Series)))
        {
            var number = sink.Begin(client, series);
            for (var i = 0; i < times.Length; i++)
                if (times[i] > after && times[i] <= until)
                    sink.Samples(number, times.AsSpan(i, 1), values.AsSpan(i, 1));
        }
    }

    public void RequestCompaction() => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ClientEvent>> ListEventsAsync(EventsQuery query, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<ProcessesAnswer?> FindProcessesAsync(string client, long at, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<ClientLease> TakeAsync(string client, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<Appended> AppendAsync(
        ClientLease lease, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports, IReadOnlyList<ReportExtras?> extras,
        CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Series>> ListSeriesAsync(
        string client, SeriesSelector selector, long after, long until, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<SchemaColumns>> ListSchemasAsync(string client, long after, long until, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<SpanUse> ReadUseAsync(string client, long after, long until, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<Schema?> FindSchemaAsync(SchemaHash hash, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Report>> FindLatestAsync(
        string client, IReadOnlyCollection<int> programs, long since, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string>> ListClientsAsync(CancellationToken cancel) => ValueTask.FromResult(Clients);
}
