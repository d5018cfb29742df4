using Dcmon.Queries;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Stores the extras of new reports. Belongs to the writer's thread.</summary>
internal sealed class ExtrasAppender(SqlDialect dialect)
{
    private readonly List<Waiting> _waiting = [];
    private readonly List<NewEvent> _events = [];
    private readonly List<NewProcesses> _tables = [];
    private readonly WireWriter _encoded = new();

    /// <summary>Stores these, once it is known that their report is new.</summary>
    /// <param name="client">Row id of the client.</param>
    /// <param name="key">The client's id.</param>
    /// <param name="time">The report's time, Unix milliseconds.</param>
    /// <param name="extras">What the report carries.</param>
    /// <param name="stored">Which reports of the append were new, when it is known.</param>
    /// <param name="place">The report's place among them.</param>
    /// <param name="news">Gets the events that are new.</param>
    public void Add(long client, string key, long time, ReportExtras extras, bool[] stored, int place, List<ClientEvent> news) =>
        _waiting.Add(new Waiting(client, key, time, extras, stored, place, news));

    /// <summary>Stores what belongs to reports that were new.</summary>
    public void Flush(SqlSession session)
    {
        if (_waiting.Count == 0) return;
        foreach (var each in _waiting)
            if (each.Stored[each.Place]) Take(each);
        if (_events.Count > 0) dialect.InsertEvents(session, _events);
        if (_tables.Count > 0) dialect.InsertProcesses(session, _tables);
        Forget();
    }

    /// <summary>Forgets what waits: the transaction was rolled back.</summary>
    public void Forget()
    {
        _waiting.Clear();
        _events.Clear();
        _tables.Clear();
    }

    private void Take(Waiting each)
    {
        foreach (var happened in each.Extras.Events)
            _events.Add(new NewEvent(each.Client, each.Key, happened, Encode(new ReportExtras([happened], null)), each.News));
        if (each.Extras.Processes is { } table)
            _tables.Add(new NewProcesses(each.Client, each.Time, Encode(new ReportExtras([], table))));
    }

    private byte[] Encode(ReportExtras extras)
    {
        _encoded.Clear();
        ExtrasFormat.Write(extras, _encoded);
        return _encoded.Written.ToArray();
    }

    private readonly record struct Waiting(
        long Client, string Key, long Time, ReportExtras Extras, bool[] Stored, int Place, List<ClientEvent> News);
}
