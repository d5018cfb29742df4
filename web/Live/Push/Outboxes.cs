using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Dcmon.Web.Live.Push;

/// <summary>The outboxes of all connections of this process.</summary>
public sealed class Outboxes(IPushSender sender, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Outbox> _all = [];
    private long _messages;

    /// <summary>Connections that are open.</summary>
    internal int Count => _all.Count;

    /// <summary>Messages sent to browsers so far.</summary>
    internal long Messages => Interlocked.Read(ref _messages);

    /// <summary>All of them.</summary>
    internal IEnumerable<Outbox> All => _all.Select(each => each.Value);

    /// <summary>A connection came.</summary>
    internal void Open(string connection) => _all[connection] = new Outbox(time, (message, closed) =>
    {
        Interlocked.Increment(ref _messages);
        return sender.SendAsync(connection, message, closed);
    });

    /// <summary>A connection's outbox.</summary>
    /// <exception cref="HubException">The connection is gone.</exception>
    internal Outbox Of(string connection) => _all.GetValueOrDefault(connection) ?? throw new HubException("The connection is closed.");

    /// <summary>A connection went.</summary>
    internal void Close(string connection)
    {
        if (_all.TryRemove(connection, out var outbox)) outbox.Dispose();
    }
}
