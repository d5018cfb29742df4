using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Api;
using Microsoft.AspNetCore.SignalR;

namespace Dcmon.Web.Live;

/// <summary>Passes on to browsers what one machine's grain tells.</summary>
internal sealed class ClientFeed(string client, IHubContext<LiveHub> hub) : IClientObserver
{
    private readonly string _group = LiveHub.ClientGroup(client);

    /// <summary>The connections that watch; owned by <see cref="ClientFeeds"/>, under its lock.</summary>
    public HashSet<string> Connections { get; } = [];

    /// <inheritdoc/>
    public Task SchemaChanged(LiveSchema schema) => hub.Clients.Group(_group).SendAsync("schema", LiveSchemaView.Of(schema));

    /// <inheritdoc/>
    public Task Reported(LiveReport report) => hub.Clients.Group(_group).SendAsync("report", report);

    /// <inheritdoc/>
    public Task Backfilled(string client, long from, long to) =>
        hub.Clients.Group(_group).SendAsync("backfilled", new BackfilledView(client, from, to));

    /// <inheritdoc/>
    public Task Happened(IReadOnlyList<ClientEvent> events) => hub.Clients.Group(_group).SendAsync("events", events.Select(EventView.Of));
}
