using System.Collections.Concurrent;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Queries;

namespace Dcmon.Grains.Tests.Clients;

/// <summary>Writes down what it hears of a machine.</summary>
internal sealed class ClientObserver : IClientObserver
{
    /// <summary>Schemas, reports, spans and events in the order in which they came.</summary>
    public ConcurrentQueue<object> Heard { get; } = new();

    public Task SchemaChanged(LiveSchema schema) => Hear(schema);

    public Task Reported(LiveReport report) => Hear(report);

    public Task ProgramReported(string client, ProgramState state) => Hear(state);

    public Task Backfilled(string client, long from, long to) => Hear((client, from, to));

    public Task Happened(IReadOnlyList<ClientEvent> events) => Hear(events.Select(each => each.Event.Message).ToList());

    private Task Hear(object message)
    {
        Heard.Enqueue(message);
        return Task.CompletedTask;
    }
}
