using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Storage.Scans;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries;

/// <summary>
/// The series engine on a database: reports go into the log, the log into blocks and roll-ups, queries read all of them as one.
/// </summary>
public sealed class SeriesStore : ISeriesStore, IAsyncDisposable
{
    private readonly ISeriesDatabase _database;
    private readonly TimeProvider _time;
    private readonly SchemaCache _schemas = new();
    private readonly BlockCache _blocks = new(CacheRoom.Blocks);
    private readonly LogCache _logs;
    private readonly DamageLog _damage = new();
    private readonly OpenWindows _windows = new();
    private readonly DiskGuard _disk;
    private readonly Maintainer _maintainer;
    private readonly SeriesMetrics _metrics;
    private int _disposed;

    internal SeriesStore(ISeriesDatabase database, SeriesStoreOptions options)
    {
        _database = database;
        _time = options.Time;
        _logs = new LogCache(options.Time);
        _disk = new DiskGuard(options.Maintenance.MinDiskFree);
        _maintainer = new Maintainer(database, _schemas, _windows, _damage, _disk, options);
        _metrics = new SeriesMetrics(database, _windows, _maintainer);
    }

    /// <summary>Commits so far; many appends may share one.</summary>
    public long Commits => _database.Commits;

    /// <summary>Appends that wait for the next commit.</summary>
    public int QueueLength => _database.QueueLength;

    /// <inheritdoc/>
    public string? Refusal => _disk.Refusal ?? _database.Trouble;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async ValueTask<ClientLease> TakeAsync(string client, CancellationToken cancel) =>
        await _database.TakeAsync(client, cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<Appended> AppendAsync(
        ClientLease lease, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports, IReadOnlyList<ReportExtras?> extras,
        CancellationToken cancel)
    {
        if (_disk.Refusal is { } full) throw new StoreUnavailableException(full);
        var stored = await _database.AppendAsync(lease, schemas, reports, extras, cancel).ConfigureAwait(false);
        var now = Now;
        foreach (var report in reports)
            _windows.ReportArrived(lease.Client, report.Time, now);
        _metrics.Appended(schemas, reports);
        return stored;
    }

    /// <inheritdoc/>
    public async ValueTask<Schema?> FindSchemaAsync(SchemaHash hash, CancellationToken cancel) =>
        await _database.ReadAsync(snapshot => snapshot.FindSchema(hash), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Report>> FindLatestAsync(
        string client, IReadOnlyCollection<int> programs, long since, CancellationToken cancel) =>
        await _database.ReadAsync(snapshot => LatestReports.Find(snapshot, _schemas, client, programs, since), cancel)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public Task ScanAsync(
        string client, SeriesSelector selector, long after, long until, Tier resolution, ISampleSink sink, CancellationToken cancel) =>
        _database.ReadAsync(
            snapshot =>
            {
                new ClientScan(snapshot, _schemas, _blocks, _logs, _damage, cancel).Run(client, selector, after, until, resolution, sink);
                return true;
            },
            cancel);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ListClientsAsync(CancellationToken cancel) =>
        await _database.ReadAsync(snapshot => snapshot.Clients().Select(client => client.Key).ToList(), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Series>> ListSeriesAsync(
        string client, SeriesSelector selector, long after, long until, CancellationToken cancel) =>
        await _database.ReadAsync(snapshot => ListSeries(snapshot, client, selector, after, until), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SchemaColumns>> ListSchemasAsync(string client, long after, long until,
        CancellationToken cancel) =>
        await _database.ReadAsync(snapshot => ListSchemas(snapshot, client, after, until).ToList(), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<SpanUse> ReadUseAsync(string client, long after, long until, CancellationToken cancel) =>
        await _database.ReadAsync(snapshot => ReadUse(snapshot, client, after, until), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ClientEvent>> ListEventsAsync(EventsQuery query, CancellationToken cancel) =>
        await _database.ReadAsync(snapshot => snapshot.Events(query), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<ProcessesAnswer?> FindProcessesAsync(string client, long at, CancellationToken cancel) =>
        await _database.ReadAsync(snapshot => snapshot.FindClient(client) is { } id ? snapshot.Processes(id, at) : null, cancel)
            .ConfigureAwait(false);

    /// <summary>
    /// Does the maintenance that is due: seals windows, merges days and months, deletes what has expired, salvages damaged
    /// blocks. Call it about every second; concurrent calls return at once.
    /// </summary>
    public Task MaintainAsync(CancellationToken cancel)
    {
        _logs.Trim();
        return _maintainer.RunAsync(cancel);
    }

    /// <summary>Seals and merges everything whose time is over, without waiting for it to be quiet.</summary>
    public Task CompactAsync(CancellationToken cancel) => _maintainer.CompactAsync(cancel);

    /// <summary>Keeps this from now on, in place of what the store was opened with. Times to seal and merge stay.</summary>
    public void Keep(MaintenanceOptions options) => _maintainer.Retention.Keep(options);

    /// <inheritdoc/>
    public void RequestCompaction() => _maintainer.Request();

    /// <summary>Commits what is queued and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        // A container that knows it under two names disposes it twice.
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        _metrics.Dispose();
        await _maintainer.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What was read of blocks lately; for tests.</summary>
    internal BlockCache Blocks => _blocks;

    /// <summary>What was read of the log lately; for tests.</summary>
    internal LogCache Logs => _logs;

    /// <summary>The database, for tests and tools.</summary>
    internal ISeriesDatabase Database => _database;

    private List<Series> ListSeries(ISeriesSnapshot snapshot, string key, SeriesSelector selector, long after, long until)
    {
        if (!selector.MatchesClient(key)) return [];
        var found = new HashSet<Series>();
        foreach (var schema in ListSchemas(snapshot, key, after, until))
            foreach (var column in schema.Index.Select(selector))
                found.Add(schema.Series[column]);
        return [.. found.OrderBy(series => series.ToString(), StringComparer.Ordinal)];
    }

    private SpanUse ReadUse(ISeriesSnapshot snapshot, string key, long after, long until)
    {
        if (snapshot.FindClient(key) is not { } client) return new SpanUse(0, 0, []);
        var (reports, bytes) = snapshot.CountReports(client, after, until);
        foreach (var block in snapshot.Blocks(client, Tier.Raw, after, until))
        {
            if (!block.IsIntact) continue;
            var shared = Math.Min(until, block.Stop) - Math.Max(after, block.Start);
            reports += (long)(_blocks.Head(block).Rows * ((double)shared / (block.Stop - block.Start)));
        }

        return new SpanUse(reports, bytes, [.. ListSchemas(snapshot, key, after, until)]);
    }

    private IEnumerable<SchemaColumns> ListSchemas(ISeriesSnapshot snapshot, string key, long after, long until) =>
        snapshot.FindClient(key) is { } client
            ? snapshot.SchemasUsed(client, after, until).Select(id => _schemas.TryGet(snapshot, id)).OfType<SchemaColumns>()
            : [];
}
