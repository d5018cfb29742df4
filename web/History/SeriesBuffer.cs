using System.Text.Json.Serialization;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.History;

/// <summary>
/// What a connection has not been sent yet of one live query: the newest tail, which holds all points after its start, and whether
/// something older changed.
/// </summary>
/// <param name="id">The browser's name for the query.</param>
internal sealed class SeriesBuffer(string id) : IPushBuffer
{
    private (long From, SharedJson Answer, TimeSpan? Delay)? _tail;
    private bool _stale;

    /// <summary>Whether something is to be sent.</summary>
    public bool Any => _stale || _tail is not null;

    /// <summary>Start of the tail that waits, Unix milliseconds; null where none does.</summary>
    public long? WaitingFrom => _tail?.From;

    /// <summary>A newer tail. Where it does not cover the one that waits, points of that one would be missing.</summary>
    /// <param name="from">The answer holds all points after this, Unix milliseconds.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="delay">See <see cref="LiveTail.Delay"/>.</param>
    public void Put(long from, SharedJson answer, TimeSpan? delay = null)
    {
        if (_tail is { } waits && waits.From < from) _stale = true;
        _tail = (from, answer, delay);
    }

    /// <summary>Something older than the tails changed.</summary>
    public void PutStale() => _stale = true;

    /// <summary>Moves all to messages. A browser that fetches anew keeps the tails that come meanwhile, so the tail comes last.</summary>
    public void TakeInto(List<PushMessage> messages)
    {
        if (_stale) messages.Add(new PushMessage("seriesStale", new SeriesStaleView(id)));
        if (_tail is { } tail) messages.Add(new PushMessage("series", new SeriesTailView(id, tail.Answer, tail.Delay?.TotalSeconds)));
        (_stale, _tail) = (false, null);
    }
}

/// <summary>A part of a live query, with all of its points after the answer's start.</summary>
/// <param name="Id">The browser's name for the query.</param>
/// <param name="Answer">The answer, in the form of the API's.</param>
/// <param name="DelaySeconds">How far it is behind the machines' reports, as the server is busy; null: not at all.</param>
internal sealed record SeriesTailView(
    string Id, SharedJson Answer, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? DelaySeconds);

/// <summary>A live query must be fetched anew.</summary>
/// <param name="Id">The browser's name for the query.</param>
internal sealed record SeriesStaleView(string Id);
