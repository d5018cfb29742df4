using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Web.Clients;

/// <summary>The series of a machine's live reports, as browsers get it.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Hash">Names this list.</param>
/// <param name="Series">In the order of the values of <see cref="LiveReport"/>.</param>
public sealed record LiveSchemaView(string Client, string Hash, IReadOnlyList<SeriesView> Series)
{
    /// <summary>The view of a schema.</summary>
    public static LiveSchemaView Of(LiveSchema live) =>
        new(live.Client, live.Schema.Hash.ToString(), [.. live.Schema.Series.Select(SeriesView.Of)]);
}

/// <summary>Where a machine stands when a browser starts to watch it.</summary>
/// <param name="Client">Its row.</param>
/// <param name="Schema">Its schema; null before the first report.</param>
/// <param name="Report">Its newest report; null before the first.</param>
/// <param name="Programs">The newest reports of its programs.</param>
public sealed record WatchView(ClientSummary Client, LiveSchemaView? Schema, LiveReport? Report, IReadOnlyList<ProgramView> Programs)
{
    /// <summary>The view of a snapshot.</summary>
    public static WatchView Of(WatchSnapshot snapshot) => new(
        snapshot.Client,
        snapshot.Schema is { } schema ? LiveSchemaView.Of(schema) : null,
        snapshot.Report,
        [.. snapshot.Programs.Select(each => ProgramView.Of(snapshot.Client.Id, each))]);
}

/// <summary>The newest report of a program that pushes samples of a machine.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Program">The program's name.</param>
/// <param name="Time">Unix milliseconds, as the program says.</param>
/// <param name="Values">Its values; counters as growth a second.</param>
public sealed record ProgramView(string Client, string Program, long Time, IReadOnlyList<LatestView> Values)
{
    /// <summary>The view of a program's state.</summary>
    public static ProgramView Of(string client, ProgramState state) => new(client, state.Program, state.Time, LatestView.Of(state));
}

/// <summary>History of a machine changed in this span, Unix milliseconds.</summary>
/// <param name="Client">Client id.</param>
/// <param name="From">Oldest change.</param>
/// <param name="To">Newest change.</param>
public sealed record BackfilledView(string Client, long From, long To);
