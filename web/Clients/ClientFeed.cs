using Dcmon.GrainInterfaces.Clients;
using Dcmon.Queries;
using Dcmon.Web.Events;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Clients;

/// <summary>Forwards to browsers what one machine's grain notifies its observers of.</summary>
internal sealed class ClientFeed(string client) : IClientObserver
{
    /// <summary>The connections that watch. Replaced as a whole under the lock of <see cref="ClientFeeds"/>, read by anybody.</summary>
    public IReadOnlyDictionary<string, Outbox> Watchers { get; set; } = new Dictionary<string, Outbox>();

    /// <inheritdoc/>
    public Task SchemaChanged(LiveSchema schema)
    {
        var json = new SharedJson(LiveSchemaView.Of(schema));
        return Push(each => each.PutSchema(json));
    }

    /// <inheritdoc/>
    public Task Reported(LiveReport report)
    {
        var json = new SharedJson(report);
        return Push(each => each.PutReport(report.Time, json));
    }

    /// <inheritdoc/>
    public Task ProgramReported(string client, ProgramState state)
    {
        var json = new SharedJson(ProgramView.Of(client, state));
        return Push(each => each.PutProgram(state.Program, json));
    }

    /// <inheritdoc/>
    public Task Backfilled(string client, long from, long to) => Push(each => each.PutMissed(from, to));

    /// <inheritdoc/>
    public Task Happened(IReadOnlyList<ClientEvent> events)
    {
        var json = new SharedJson(events.Select(EventView.Of).ToArray());
        return Push(each => each.PutEvents(json));
    }

    /// <summary>The machine's row changed.</summary>
    public Task RowChanged(ClientSummary row)
    {
        var json = new SharedJson(row);
        return Push(each => each.Put(json));
    }

    private Task Push(Action<ClientBuffer> put)
    {
        foreach (var outbox in Watchers.Values)
            outbox.Change(waiting =>
            {
                if (waiting.Find<ClientBuffer>(client) is { } buffer) put(buffer);
            });
        return Task.CompletedTask;
    }
}
