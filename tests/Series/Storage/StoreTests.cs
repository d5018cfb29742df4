using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Storage;

/// <summary>Tests of the store that hold on every database; each has a class for each database.</summary>
public abstract class StoreTests(IStoreKind kind) : IAsyncLifetime
{
    protected static readonly Schema Two = Schema.Of([Reports.Gauge("load1"), Reports.Counter("bytes_total", "device=x")]);

    private readonly Dictionary<string, ClientLease> _leases = [];
    private readonly Dictionary<SchemaHash, Schema> _schemas = [];
    private SeriesStore? _store;

    /// <summary>Midnight UTC, so that windows and days begin here.</summary>
    protected static long Start { get; } = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    protected const long Second = 1000;
    protected const long Minute = 60 * Second;
    protected const long Hour = 60 * Minute;
    protected const long Day = 24 * Hour;

    protected ManualTimeProvider Time { get; } = new();

    protected IStoreKind Kind => kind;

    protected SeriesStore Store => _store!;

    protected Microsoft.Extensions.Logging.ILogger Log { get; set; } = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    protected MaintenanceOptions Options { get; set; } = new() { MinDiskFree = 0 };

    internal async Task<IReadOnlyList<(string Client, long Start, long Stop)>> BlocksAsync(Tier tier) =>
        await Store.Database.ReadAsync<IReadOnlyList<(string, long, long)>>(
            snapshot => [.. snapshot.Clients().SelectMany(client => snapshot.Blocks(client.Id, tier, 0, long.MaxValue)
                .Select(block => (client.Key, block.Start, block.Stop)))],
            default);

    internal async Task<int> CountLogAsync() => await Store.Database.ReadAsync(
        snapshot => snapshot.Clients().Sum(client => snapshot.Reports(client.Id, long.MinValue, long.MaxValue).Count()), default);

    public async Task InitializeAsync()
    {
        await kind.StartAsync();
        Open();
    }

    public async Task DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        await kind.DisposeAsync();
    }

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        _leases.Clear();
        Open();
    }

    protected void Open() => _store = kind.Open(new SeriesStoreOptions { Time = Time, Maintenance = Options, Log = Log });

    protected async Task<bool[]> AppendAsync(string client, Schema schema, params Report[] reports) =>
        (await AppendAsync(client, schema, reports, [])).Reports;

    protected async Task<Appended> AppendAsync(string client, Schema schema, Report[] reports, ReportExtras?[] extras)
    {
        _schemas[schema.Hash] = schema;
        if (!_leases.TryGetValue(client, out var lease)) _leases[client] = lease = await Store.TakeAsync(client, default);
        return await Store.AppendAsync(lease, [.. reports.Select(report => report.Schema).Distinct().Select(hash => _schemas[hash])],
            reports, extras, default);
    }

    /// <summary>
    /// Reports of <see cref="Two"/>, one each <paramref name="every"/>: load1 counts up from 0, bytes_total by 1000 each.
    /// </summary>
    protected Task<bool[]> FillAsync(string client, long from, long until, long every = 10 * Second) => AppendAsync(
        client, Two, [.. Times(from, until, every).Select(time => Two.Report(time / every, time, Value(time), 1000.0 * (time / every)))]);

    /// <summary>The newest report of a client, whoever sent it.</summary>
    protected async Task<Report?> FindLatestAsync(string client) => (await Store.FindLatestAsync(client, [], 0, default)).FirstOrDefault();

    protected static double Value(long time) => (time - Start) / Second % 1000;

    protected static IEnumerable<long> Times(long from, long until, long every = 10 * Second)
    {
        for (var time = from; time < until; time += every)
            yield return time;
    }

    /// <summary>Moves the clock on and tidies up what is due then.</summary>
    protected async Task MaintainAtAsync(long time)
    {
        Time.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(time));
        await Store.MaintainAsync(default);
    }

    protected async Task<List<(string Series, long Time, double Value)>> ScanAsync(
        string client, string selector, long after = long.MinValue / 4, long until = long.MaxValue / 4)
    {
        var sink = new ListSink();
        await Store.ScanAsync(client, SeriesSelector.Parse(selector), after, until, Tier.Raw, sink, default);
        return sink.Samples;
    }

    protected Task<RangeAnswer> QueryAsync(RangeQuery query) => Store.ReadAsync(query, default);
}
