using System.Collections.Concurrent;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;

namespace Dcmon.Grains.Tests.Fleet;

/// <summary>Writes down what it hears of the fleet.</summary>
internal sealed class FleetObserver : IFleetObserver
{
    /// <summary>Rows, ids of clients that are gone, and spans of late reports, in the order in which they came.</summary>
    public ConcurrentQueue<object> Heard { get; } = new();

    public ClientSummary? LatestOf(string client) =>
        Heard.OfType<ClientSummary>().LastOrDefault(row => row.Id == client);

    public Task Changed(IReadOnlyList<ClientSummary> rows) => Hear(rows);

    public Task Removed(IReadOnlyList<string> ids) => Hear(ids);

    public Task Backfilled(IReadOnlyList<ClientSpan> spans) => Hear(spans);

    private Task Hear(IEnumerable<object> messages)
    {
        foreach (var message in messages) Heard.Enqueue(message);
        return Task.CompletedTask;
    }
}
