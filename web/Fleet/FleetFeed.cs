using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Web.Clients;
using Dcmon.Web.History;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Fleet;

/// <summary>This process' one observer of the fleet; passes changed rows on to browsers.</summary>
public sealed partial class FleetFeed(
    IGrainFactory grains, Outboxes outboxes, ClientFeeds clients, LiveQueries queries, TimeProvider time, ILogger<FleetFeed> log)
    : BackgroundService, IFleetObserver
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(15);

    /// <summary>A connection starts to watch the fleet, or to have more or less of its rows.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="gpus">Whether its rows list the figures of each GPU; otherwise that list is empty.</param>
    /// <returns>All rows.</returns>
    internal async Task<IReadOnlyList<ClientSummary>> WatchAsync(string connection, bool gpus)
    {
        outboxes.Of(connection).Change(waiting => (waiting.Find<RowBuffer>() ?? waiting.Start(new RowBuffer())).Gpus = gpus);
        var rows = await grains.Fleet().List();
        return gpus ? rows : [.. rows.Select(FleetRow.Plain)];
    }

    /// <summary>A connection no longer watches the fleet.</summary>
    internal void Unwatch(string connection) => outboxes.Of(connection).Change(waiting => waiting.Drop<RowBuffer>());

    /// <inheritdoc/>
    public Task Changed(IReadOnlyList<ClientSummary> rows)
    {
        var shared = rows.Select(row => new FleetRow(row)).ToArray();
        PushToWatchers(fleet =>
        {
            foreach (var row in shared) fleet.Put(row);
        });
        foreach (var row in rows) clients.RowChanged(row);
        queries.Changed(rows);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Removed(IReadOnlyList<string> ids)
    {
        PushToWatchers(fleet =>
        {
            foreach (var id in ids) fleet.Remove(id);
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Backfilled(IReadOnlyList<ClientSpan> spans)
    {
        queries.Backfilled(spans);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reference = grains.CreateObjectReference<IFleetObserver>(this);
        using var timer = new PeriodicTimer(RenewEvery, time);
        do
        {
            try
            {
                await grains.Fleet().Watch(reference);
            }
            catch (Exception error) when (error is not OperationCanceledException) // the next round tries again
            {
                NotRenewed(error.Message);
            }
        }
        while (await timer.NextRoundAsync(stoppingToken));
    }

    private void PushToWatchers(Action<RowBuffer> put)
    {
        foreach (var outbox in outboxes.All)
            outbox.Change(waiting =>
            {
                if (waiting.Find<RowBuffer>() is { } fleet) put(fleet);
            });
    }

    [LoggerMessage(LogLevel.Warning, "The fleet cannot be watched now, browsers see no changes: {Reason}")]
    private partial void NotRenewed(string reason);
}
