using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Microsoft.AspNetCore.SignalR;
using Orleans;

namespace Dcmon.Web.Live;

/// <summary>
/// What browsers subscribe to. A method first joins the group, then reads the state that it returns, so that nothing
/// falls between them; the page drops what it has already.
/// </summary>
public sealed class LiveHub(IGrainFactory grains, ClientFeeds feeds) : Hub
{
    /// <summary>The group of the fleet's watchers.</summary>
    public const string FleetGroup = "fleet";

    /// <summary>Events <c>fleet</c> and <c>fleetRemoved</c> from now on.</summary>
    /// <param name="gpus">Whether rows come with the figures of each GPU.</param>
    /// <returns>All rows.</returns>
    public async Task<IReadOnlyList<ClientSummary>> WatchFleet(bool gpus)
    {
        _ = gpus; // All rows have them as yet.
        await Groups.AddToGroupAsync(Context.ConnectionId, FleetGroup);
        return await grains.Fleet().List();
    }

    /// <summary>Events <c>schema</c>, <c>report</c>, <c>client</c>, <c>backfilled</c> and <c>events</c> of one machine from now on.</summary>
    /// <returns>Its present state.</returns>
    /// <exception cref="HubException">There is no such client.</exception>
    public async Task<WatchView> WatchClient(string id)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, ClientGroup(id));
        if (await grains.Fleet().Find(id) is { RevokedAt: null } && await feeds.WatchAsync(id, Context.ConnectionId) is { } snapshot)
            return WatchView.Of(snapshot);
        await UnwatchClient(id);
        throw new HubException($"There is no client '{id}'.");
    }

    /// <summary>Ends <see cref="WatchClient"/>.</summary>
    public async Task UnwatchClient(string id)
    {
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, ClientGroup(id));
        await feeds.UnwatchAsync(id, Context.ConnectionId);
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception) => feeds.ForgetAsync(Context.ConnectionId);

    /// <summary>The group of one machine's watchers.</summary>
    internal static string ClientGroup(string id) => "client/" + id;
}
