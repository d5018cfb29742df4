using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Clients;

/// <summary>
/// One observer for each machine that somebody watches here, however many browsers watch it. Interest is renewed while
/// anybody is there; a grain that restarted elsewhere learns of it that way.
/// </summary>
public sealed partial class ClientFeeds(
    IGrainFactory grains, Outboxes outboxes, TimeProvider time, ILogger<ClientFeeds> log) : BackgroundService
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (ClientFeed Feed, IClientObserver Reference)> _feeds = [];

    /// <summary>A connection starts to watch a machine; null where there is no such client.</summary>
    public async Task<WatchSnapshot?> WatchAsync(string client, string connection)
    {
        var outbox = outboxes.Of(connection);
        IClientObserver reference;
        lock (_lock)
        {
            // A closed connection has been removed already, and would not be removed again.
            if (outbox.IsClosed) return null;
            outbox.Change(waiting => _ = waiting.Find<ClientBuffer>(client) ?? waiting.Start(new ClientBuffer(client), client));
            if (!_feeds.TryGetValue(client, out var entry))
            {
                var feed = new ClientFeed(client);
                // The dictionary holds the feed: the runtime itself holds observers weakly.
                _feeds[client] = entry = (feed, grains.CreateObjectReference<IClientObserver>(feed));
            }

            entry.Feed.Watchers = new Dictionary<string, Outbox>(entry.Feed.Watchers) { [connection] = outbox };
            reference = entry.Reference;
        }

        return await grains.Client(client).Watch(reference);
    }

    /// <summary>A connection no longer watches a machine.</summary>
    public async Task UnwatchAsync(string client, string connection)
    {
        IClientObserver reference;
        lock (_lock)
        {
            if (!_feeds.TryGetValue(client, out var entry) || !entry.Feed.Watchers.TryGetValue(connection, out var outbox)) return;
            outbox.Change(waiting => waiting.Drop<ClientBuffer>(client));
            entry.Feed.Watchers = entry.Feed.Watchers.Where(each => each.Key != connection).ToDictionary();
            if (entry.Feed.Watchers.Count > 0) return;
            _feeds.Remove(client);
            reference = entry.Reference;
        }

        await grains.Client(client).Unwatch(reference);
        grains.DeleteObjectReference<IClientObserver>(reference);
    }

    /// <summary>A connection is gone.</summary>
    public async Task ForgetAsync(string connection)
    {
        List<string> watched;
        lock (_lock)
            watched = [.. _feeds.Where(each => each.Value.Feed.Watchers.ContainsKey(connection)).Select(each => each.Key)];
        foreach (var client in watched)
            await UnwatchAsync(client, connection);
    }

    /// <summary>A machine's row changed.</summary>
    public void RowChanged(ClientSummary row)
    {
        ClientFeed? feed;
        lock (_lock) feed = _feeds.GetValueOrDefault(row.Id).Feed;
        feed?.RowChanged(row);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        while (await timer.NextRoundAsync(stoppingToken))
            await Task.WhenAll(All().Select(each => RenewAsync(each.Client, each.Reference)));
    }

    private List<(string Client, IClientObserver Reference)> All()
    {
        lock (_lock)
            return [.. _feeds.Select(each => (each.Key, each.Value.Reference))];
    }

    private async Task RenewAsync(string client, IClientObserver reference)
    {
        try
        {
            await grains.Client(client).Watch(reference);
        }
        catch (Exception error) when (error is not OperationCanceledException) // the next round tries again
        {
            NotRenewed(client, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Client {Client} cannot be watched now, browsers see no reports of it: {Reason}")]
    private partial void NotRenewed(string client, string reason);
}
