using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Web.Live.Push;
using Microsoft.AspNetCore.SignalR;

namespace Dcmon.Web.History;

/// <summary>
/// Live queries: one evaluation of each, however many browsers watch it, when a machine that it covers has reported; only of the newest
/// part, at most one a core at once, and those of viewers first whose queries took the least time lately.
/// </summary>
public sealed partial class LiveQueries(IGrainFactory grains, Outboxes outboxes, TimeProvider time, ILogger<LiveQueries> log)
    : BackgroundService
{
    private const int MostOfConnection = 64, LongestId = 100;

    /// <summary>An evaluation takes no more than this part of a core's time, so that heavy queries come less often, not first.</summary>
    private const int RestForWork = 9;

    private static readonly int MostAtOnce = Math.Max(2, Environment.ProcessorCount);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WatchedQuery> _queries = [];
    private readonly Dictionary<(string Connection, string Id), WatchedQuery> _watches = [];
    private readonly ViewerShares _shares = new(time);
    private readonly ViewerShares _connectionShares = new(time);
    private int _running;

    /// <summary>Different queries that are watched.</summary>
    internal int Count
    {
        get
        {
            lock (_lock) return _queries.Count;
        }
    }

    /// <summary>A connection starts to watch a query.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="viewer">The account that opened it.</param>
    /// <param name="id">The connection's name for the query.</param>
    /// <param name="address">The query.</param>
    /// <exception cref="HubException">It cannot, and why.</exception>
    internal void Watch(string connection, string viewer, string id, string address)
    {
        var text = Read(address);
        if (id.Length > LongestId) throw new HubException($"The id of a live query has at most {LongestId} characters.");
        var outbox = outboxes.Of(connection);
        lock (_lock)
        {
            // A closed connection has been removed already, and would not be removed again.
            if (outbox.IsClosed) return;
            Unwatch(connection, id);
            if (_watches.Keys.Count(each => each.Connection == connection) >= MostOfConnection)
                throw new HubException($"A connection may watch {MostOfConnection} live queries; unwatch some that are no longer on screen.");
            if (!_queries.TryGetValue(text.Key, out var query))
                _queries[text.Key] = query = new WatchedQuery(text, Now, time.GetTimestamp());
            outbox.Change(waiting => waiting.Start(new SeriesBuffer(id), id));
            query.Watchers[(connection, id)] = new Watcher(viewer, outbox);
            _watches[(connection, id)] = query;
        }
    }

    /// <summary>A connection no longer watches a query.</summary>
    internal void Unwatch(string connection, string id)
    {
        lock (_lock)
        {
            if (!_watches.Remove((connection, id), out var query) || !query.Watchers.Remove((connection, id), out var watcher)) return;
            watcher.Outbox.Change(waiting => waiting.Drop<SeriesBuffer>(id));
            if (query.Watchers.Count == 0) _queries.Remove(query.Text.Key);
        }
    }

    /// <summary>A connection is gone.</summary>
    internal void Forget(string connection)
    {
        lock (_lock)
            foreach (var (_, id) in _watches.Keys.Where(each => each.Connection == connection).ToList())
                Unwatch(connection, id);
    }

    /// <summary>Machines reported, or went silent.</summary>
    internal void Changed(IReadOnlyList<ClientSummary> rows)
    {
        lock (_lock)
            foreach (var query in _queries.Values)
                foreach (var row in rows)
                    query.Live.Changed(row.Id, Now);
    }

    /// <summary>Reports came late.</summary>
    internal void Backfilled(IReadOnlyList<ClientSpan> spans)
    {
        lock (_lock)
            foreach (var query in _queries.Values)
                foreach (var span in spans)
                    query.Live.Late(span.Client, span.From);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.NextRoundAsync(stoppingToken))
        {
            PushStale();
            StartDue(stoppingToken);
        }
    }

    private void StartDue(CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return;
        foreach (var query in TakeDue())
            _ = EvaluateAsync(query, stop);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private LiveQueryText Read(string address)
    {
        try
        {
            return LiveQueryText.Read(address, time.GetUtcNow());
        }
        catch (FormatException wrong)
        {
            throw new HubException(wrong.Message);
        }
    }

    /// <summary>
    /// Those to evaluate now; of more than may run at once, those of accounts that took the least time, of these those of connections
    /// that did, and of these those that wait longest.
    /// </summary>
    private List<WatchedQuery> TakeDue()
    {
        lock (_lock)
        {
            // One time for all: shares that are equal compare equal.
            var at = time.GetTimestamp();
            var due = _queries.Values
                .Where(each => !each.IsRunning && each.Live.IsDirty && each.NextAt <= at)
                .OrderBy(each => each.Viewers.Min(viewer => _shares.Of(viewer, at)))
                .ThenBy(each => each.Connections.Min(connection => _connectionShares.Of(connection, at)))
                .ThenBy(each => each.NextAt)
                .Take(MostAtOnce - _running).ToList();
            foreach (var query in due) query.IsRunning = true;
            _running += due.Count;
            return due;
        }
    }

    private void PushStale()
    {
        lock (_lock)
            foreach (var query in _queries.Values)
                if (query.Live.TakeStale(Now))
                    query.PushStale();
    }

    private async Task EvaluateAsync(WatchedQuery query, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        LiveTail tail;
        lock (_lock) tail = query.Live.Begin(Now, query.EarliestUnsent());
        try
        {
            var answer = await grains.History().Query(tail.Query, stop);
            var json = new SharedJson(TimeseriesView.Of(tail.Query with { From = tail.From }, answer));
            lock (_lock)
            {
                query.Live.Complete(tail);
                // A query that is refused here is also refused, with the reason, when a browser fetches it.
                if (answer.Refusal is null) query.Push(tail.From, json, tail.Delay);
            }
        }
        catch (Exception error) // the next round tries again
        {
            lock (_lock) query.Live.Failed(tail);
            if (error is not OperationCanceledException) NotEvaluated(query.Text.Key, error.Message);
        }
        finally
        {
            var cost = time.GetElapsedTime(started);
            var rest = RestForWork * cost;
            lock (_lock)
            {
                _shares.Charge(query.Viewers, cost);
                _connectionShares.Charge(query.Connections, cost);
                query.Rest(started, TimeSpan.FromTicks(Math.Max(query.Live.Interval.Ticks, rest.Ticks)), time);
                _running--;
            }

            StartDue(stop);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The live query {Query} cannot be answered now, browsers see no new points of it: {Reason}")]
    private partial void NotEvaluated(string query, string reason);
}
