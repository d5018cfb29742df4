using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Accounts;
using Dcmon.Web.Clients;
using Dcmon.Web.Fleet;
using Dcmon.Web.History;
using Dcmon.Web.Live.Push;
using Microsoft.AspNetCore.SignalR;

namespace Dcmon.Web.Live;

/// <summary>
/// What browsers subscribe to. A method first subscribes the connection to changes, then reads the state that it returns, so that nothing
/// falls between them; the page drops what it has already.
/// </summary>
public sealed class LiveHub(
    IGrainFactory grains, Outboxes outboxes, FleetFeed fleet, ClientFeeds feeds, LiveQueries queries, SessionConnections connections) : Hub
{
    private string Connection => Context.ConnectionId;

    /// <summary>Events <c>fleet</c> and <c>fleetRemoved</c> from now on.</summary>
    /// <param name="gpus">Whether rows list the figures of each GPU; otherwise that list is empty.</param>
    /// <returns>All rows.</returns>
    public Task<IReadOnlyList<ClientSummary>> WatchFleet(bool gpus) => fleet.WatchAsync(Connection, gpus);

    /// <summary>Ends <see cref="WatchFleet"/>.</summary>
    public void UnwatchFleet() => fleet.Unwatch(Connection);

    /// <summary>
    /// Events <c>schema</c>, <c>report</c>, <c>client</c>, <c>backfilled</c> and <c>events</c> of one machine from now on.
    /// </summary>
    /// <returns>Its present state.</returns>
    /// <exception cref="HubException">There is no such client.</exception>
    public async Task<WatchView> WatchClient(string id)
    {
        if (await grains.Fleet().Find(id) is { RevokedAt: null } && await feeds.WatchAsync(id, Connection) is { } snapshot)
            return WatchView.Of(snapshot);
        await UnwatchClient(id);
        throw new HubException($"There is no client '{id}'.");
    }

    /// <summary>Ends <see cref="WatchClient"/>.</summary>
    public Task UnwatchClient(string id) => feeds.UnwatchAsync(id, Connection);

    /// <summary>
    /// Events <c>series</c> and <c>seriesStale</c> of one live query from now on. Watch first, then fetch its history: <c>series</c> goes
    /// on from there.
    /// </summary>
    /// <param name="id">The browser's name for it. One that is in use is watched no more.</param>
    /// <param name="query">The address of its history, relative, without an end: <c>/api/timeseries/load1?client=…&amp;step=10</c>.</param>
    /// <exception cref="HubException">It is not understood, or there are too many.</exception>
    public void WatchSeries(string id, string query) => queries.Watch(Connection, Context.User?.Identity?.Name ?? Connection, id, query);

    /// <summary>Ends <see cref="WatchSeries"/>.</summary>
    public void UnwatchSeries(string id) => queries.Unwatch(Connection, id);

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        outboxes.Open(Connection);
        connections.Add(Context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        outboxes.Close(Connection);
        queries.Forget(Connection);
        return feeds.ForgetAsync(Connection);
    }
}
