using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Clients;

/// <summary>
/// What a connection has not been sent yet about one machine that it watches. Reports that cannot be kept become a span of history that the
/// browser fetches, so that nothing is lost however slow it is.
/// </summary>
/// <param name="client">Client id.</param>
internal sealed class ClientBuffer(string client) : IPushBuffer
{
    /// <summary>At one report a second, some minutes of a browser that takes nothing.</summary>
    public const int MostReports = 256;

    /// <summary>Events that are kept: lists show fewer, and ask the API for more.</summary>
    public const int MostEvents = 256;

    private readonly List<(long Time, SharedJson Json)> _reports = [];
    private readonly Queue<SharedJson> _events = [];
    private readonly Dictionary<string, SharedJson> _programs = [];
    private SharedJson? _row;
    private SharedJson? _schema;
    private (long From, long To)? _missed;

    /// <inheritdoc/>
    public bool Any => Count > 0;

    /// <summary>Messages that wait.</summary>
    public int Count => _reports.Count + _events.Count + _programs.Count
        + (_row is null ? 0 : 1) + (_schema is null ? 0 : 1) + (_missed is null ? 0 : 1);

    /// <summary>The machine's newer row.</summary>
    public void Put(SharedJson row) => _row = row;

    /// <summary>Later reports have other series; those before it could not be read with it.</summary>
    public void PutSchema(SharedJson schema)
    {
        MissReports();
        _schema = schema;
    }

    /// <summary>A report.</summary>
    /// <param name="time">Its time, Unix milliseconds.</param>
    /// <param name="report">The report.</param>
    public void PutReport(long time, SharedJson report)
    {
        if (_reports.Count >= MostReports) MissReports();
        _reports.Add((time, report));
    }

    /// <summary>A program's newest report; one that was not sent yet is not sent any more.</summary>
    /// <param name="program">The program's name.</param>
    /// <param name="report">The report.</param>
    public void PutProgram(string program, SharedJson report) => _programs[program] = report;

    /// <summary>History changed in a span of time, Unix milliseconds.</summary>
    public void PutMissed(long from, long to) =>
        _missed = _missed is { } missed ? (Math.Min(missed.From, from), Math.Max(missed.To, to)) : (from, to);

    /// <summary>Events of one moment.</summary>
    public void PutEvents(SharedJson events)
    {
        if (_events.Count >= MostEvents) _events.Dequeue();
        _events.Enqueue(events);
    }

    /// <summary>Moves all to messages: the order of values before the values.</summary>
    public void TakeInto(List<PushMessage> messages)
    {
        if (_row is not null) messages.Add(new PushMessage("client", _row));
        if (_schema is not null) messages.Add(new PushMessage("schema", _schema));
        foreach (var (_, report) in _reports) messages.Add(new PushMessage("report", report));
        foreach (var report in _programs.Values) messages.Add(new PushMessage("program", report));
        if (_missed is { } missed) messages.Add(new PushMessage("backfilled", new BackfilledView(client, missed.From, missed.To)));
        foreach (var each in _events) messages.Add(new PushMessage("events", each));
        (_row, _schema, _missed) = (null, null, null);
        _reports.Clear();
        _events.Clear();
        _programs.Clear();
    }

    private void MissReports()
    {
        foreach (var (time, _) in _reports) PutMissed(time, time);
        _reports.Clear();
    }
}
