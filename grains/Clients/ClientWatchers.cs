using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Observers;
using Dcmon.Queries;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>Notifies those who watch a machine of what its sources report. Belongs to one grain and is only used on its turns.</summary>
/// <param name="id">The client's id.</param>
/// <param name="sources">The machine's sources.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientWatchers(string id, ClientSources sources, TimeProvider time)
{
    private readonly Subscribers<IClientObserver> _observers = new(time, GrainOptions.WatchLifetime);
    private SchemaHash? _schema;
    private long? _time;

    /// <summary>Whether anybody watches.</summary>
    public bool Any => _observers.Any;

    private LatestState Latest => sources.Main.Latest;

    /// <summary>Adds an observer, or renews its interest.</summary>
    /// <param name="observer">The observer.</param>
    /// <param name="row">The machine's row.</param>
    /// <returns>The present state.</returns>
    public WatchSnapshot Add(IClientObserver observer, ClientSummary row)
    {
        _observers.Add(observer);
        return new WatchSnapshot(row, Schema(), Report(), [.. sources.Others.Select(each => StateOf(each, each.Latest.LiveValues()))]);
    }

    /// <summary>Removes an observer.</summary>
    public void Remove(IClientObserver observer) => _observers.Remove(observer);

    /// <summary>Reports are about to be taken: what changes from here on is news.</summary>
    public void Begin() => (_schema, _time) = (Latest.Schema?.Hash, Latest.Time);

    /// <summary>Notifies of reports of a source that were taken since <see cref="Begin"/>.</summary>
    /// <param name="source">The source.</param>
    /// <param name="before">Time of its newest report before them; null: there was none.</param>
    /// <param name="news">The reports.</param>
    public void Reported(ClientSource source, long? before, IReadOnlyList<Report> news)
    {
        if (!Any) return;
        if (source == sources.Main) NotifyOfMain(news);
        else if (source.Latest.Time != before) NotifyOfProgram(StateOf(source, source.Latest.LiveValues()));
    }

    /// <summary>Notifies of events that were not known before.</summary>
    public void Happened(IReadOnlyList<ClientEvent> events)
    {
        if (Any && events.Count > 0) _observers.Notify(each => each.Happened(events));
    }

    /// <summary>A program's newest report.</summary>
    /// <param name="source">A program that has reported.</param>
    /// <param name="values">Its values, in the schema's order.</param>
    public static ProgramState StateOf(ClientSource source, double[] values) =>
        new(source.Program!, source.Latest.Schema!, source.Latest.Time!.Value, values);

    private void NotifyOfMain(IReadOnlyList<Report> news)
    {
        if (Latest.Schema?.Hash != _schema && Schema() is { } schema) _observers.Notify(each => each.SchemaChanged(schema));
        if (Latest.Time != _time && Report() is { } live) _observers.Notify(each => each.Reported(live));
        var late = news.Where(report => report.Time < Latest.Time).ToList();
        if (late.Count > 0)
            _observers.Notify(each => each.Backfilled(id, late.Min(report => report.Time), late.Max(report => report.Time)));
    }

    private void NotifyOfProgram(ProgramState state) => _observers.Notify(each => each.ProgramReported(id, state));

    private LiveSchema? Schema() => Latest.Schema is { } schema ? new LiveSchema(id, schema) : null;

    private LiveReport? Report() => Latest is { Schema: { } schema, Time: { } newest }
        ? new LiveReport(id, schema.Hash.ToString(), newest, Latest.LiveValues())
        : null;
}
