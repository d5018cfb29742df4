using Dcmon.Web.Live.Push;
using Microsoft.AspNetCore.SignalR;

namespace Dcmon.Web.Live;

/// <summary>Sends over the hub.</summary>
internal sealed class HubSender(IHubContext<LiveHub> hub) : IPushSender
{
    /// <inheritdoc/>
    public Task SendAsync(string connection, PushMessage message, CancellationToken cancel) =>
        hub.Clients.Client(connection).SendAsync(message.Event, message.Value, cancel);
}
