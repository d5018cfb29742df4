using Dcmon.Queries;
using Dcmon.Wire;

namespace Dcmon.Web.History;

/// <summary>
/// Which part of a live query must be asked for next, and when. Each answer is a tail: it holds all points after its start, so that what
/// grows, and what comes a little late, is in the next one. Times are Unix milliseconds by the server's clock.
/// </summary>
/// <param name="query">What it asks; its span of time means nothing.</param>
/// <param name="now">Now, Unix milliseconds: the watcher has fetched, or will fetch, the points up to it.</param>
internal sealed class LiveQuery(RangeQuery query, long now)
{
    /// <summary>
    /// Tails start this long before what was sent last, at the start of a step: machines' reports do not arrive at one instant. It is more
    /// than the delay from which a report counts as late, see <see cref="Late"/>. Milliseconds.
    /// </summary>
    public const long Overlap = 60_000;

    /// <summary>
    /// A late report makes a tail no longer than this; what is older makes the query stale. Steps count, where they are longer.
    /// </summary>
    public const long LongestLate = 600_000;

    private const int LongestLateSteps = 30;

    private readonly HashSet<string>? _clients = query.Clients is { } clients ? [.. clients] : null;
    private long _sentUntil = now;
    private long _late = long.MaxValue;
    private long? _changedAt;
    private bool _dirty;
    private bool _stale;
    private LatePace _latePace = new();
    private readonly LatePace _stalePace = new();

    /// <summary>Whether a tail must be asked for.</summary>
    public bool IsDirty => _dirty || _late != long.MaxValue;

    /// <summary>The least time from one evaluation to the next: what changes slowly is not looked at all the time.</summary>
    public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(query.Step < 10_000 ? 1_000 : Math.Clamp(query.Step / 20, 2_000, 15_000));

    /// <summary>A client reported.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="at">Now.</param>
    public void Changed(string client, long at)
    {
        if (!Covers(client)) return;
        _dirty = true;
        _changedAt ??= at;
    }

    /// <summary>A report of a client came late.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="from">Time of the oldest report.</param>
    public void Late(string client, long from)
    {
        if (Covers(client)) _late = Math.Min(_late, from);
    }

    /// <summary>Begins an evaluation: what changes from now on is for the next one.</summary>
    /// <param name="at">Now.</param>
    /// <param name="unsent">The earliest start of a tail that has not been sent yet, so that this one covers it; null: none waits.</param>
    public LiveTail Begin(long at, long? unsent)
    {
        var earliest = Boundary(at - Math.Max(LongestLate, LongestLateSteps * query.Step));
        var from = Boundary(_sentUntil - Overlap);
        if (_late != long.MaxValue && _late <= earliest)
        {
            (_stale, _late) = (true, long.MaxValue);
        }
        else if (_late != long.MaxValue && _latePace.TryTake(at))
        {
            from = Math.Min(from, Boundary(_late - 1));
            _late = long.MaxValue;
        }

        if (unsent >= earliest) from = Math.Min(from, unsent.Value);
        var waited = TimeSpan.FromMilliseconds(at - (_changedAt ?? at));
        (_dirty, _changedAt) = (false, null);
        return new LiveTail(
            query with { From = from + 1, To = at + WireLimits.MaxFutureMilliseconds }, from, at, waited > 2 * Interval ? waited : null);
    }

    /// <summary>The evaluation succeeded, and its answer was passed on.</summary>
    public void Complete(LiveTail tail) => _sentUntil = tail.At;

    /// <summary>The evaluation failed: the next one must cover what it would have.</summary>
    public void Failed(LiveTail tail)
    {
        _dirty = true;
        _late = Math.Min(_late, tail.From + 1);
        _latePace = new LatePace();
    }

    /// <summary>
    /// Whether to tell browsers now that something older than tails changed: once for each time, at the pace of <see cref="LatePace"/>.
    /// </summary>
    public bool TakeStale(long at)
    {
        if (!_stale || !_stalePace.TryTake(at)) return false;
        _stale = false;
        return true;
    }

    private bool Covers(string client) => _clients is null || _clients.Contains(client);

    /// <summary>The end of the last step that was over at that time.</summary>
    private long Boundary(long time) => query.Step == 0 ? time : time - time % query.Step;
}

/// <summary>A part of a live query to ask for.</summary>
/// <param name="Query">The question.</param>
/// <param name="From">The answer has all points after this.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Delay">How long the oldest change in it waited, where that is longer than usual: the server is busy.</param>
internal sealed record LiveTail(RangeQuery Query, long From, long At, TimeSpan? Delay);
