using Dcmon.Web.Live.Push;

namespace Dcmon.Web.History;

/// <summary>A live query and who watches it. Belongs to <see cref="LiveQueries"/>, under its lock.</summary>
/// <param name="text">What it is.</param>
/// <param name="now">Now, Unix milliseconds.</param>
/// <param name="timestamp">Now, by the clock's timestamps.</param>
internal sealed class WatchedQuery(LiveQueryText text, long now, long timestamp)
{
    /// <summary>What it is.</summary>
    public LiveQueryText Text { get; } = text;

    /// <summary>What to ask next.</summary>
    public LiveQuery Live { get; } = new(text.Query, now);

    /// <summary>Who watches, by the connection and its name for the query.</summary>
    public Dictionary<(string Connection, string Id), Watcher> Watchers { get; } = [];

    /// <summary>The different viewers among them.</summary>
    public IReadOnlyCollection<string> Viewers => [.. Watchers.Values.Select(each => each.Viewer).Distinct()];

    /// <summary>Their connections.</summary>
    public IReadOnlyCollection<string> Connections => [.. Watchers.Keys.Select(each => each.Connection).Distinct()];

    /// <summary>Whether it is being evaluated.</summary>
    public bool IsRunning { get; set; }

    /// <summary>When it may be evaluated again, by the clock's timestamps.</summary>
    public long NextAt { get; private set; } = timestamp;

    /// <summary>The earliest start of a tail that some connection has not been sent yet.</summary>
    public long? EarliestUnsent() =>
        Watchers.Min(each => each.Value.Outbox.Change(waiting => waiting.Find<SeriesBuffer>(each.Key.Id)?.WaitingFrom));

    /// <summary>Puts an answer into the watchers' outboxes.</summary>
    /// <param name="from">It has all points after this, Unix milliseconds.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="delay">See <see cref="LiveTail.Delay"/>.</param>
    public void Push(long from, SharedJson answer, TimeSpan? delay) => Push(buffer => buffer.Put(from, answer, delay));

    /// <summary>Tells the watchers that something older than tails changed.</summary>
    public void PushStale() => Push(buffer => buffer.PutStale());

    /// <summary>An evaluation is over.</summary>
    public void Rest(long started, TimeSpan atLeast, TimeProvider time)
    {
        IsRunning = false;
        NextAt = started + (long)(atLeast.TotalSeconds * time.TimestampFrequency);
    }

    private void Push(Action<SeriesBuffer> put)
    {
        foreach (var ((_, id), watcher) in Watchers)
            watcher.Outbox.Change(waiting =>
            {
                if (waiting.Find<SeriesBuffer>(id) is { } buffer) put(buffer);
            });
    }
}

/// <summary>Who watches a live query.</summary>
/// <param name="Viewer">The account: all connections of one share its time.</param>
/// <param name="Outbox">The connection's.</param>
internal sealed record Watcher(string Viewer, Outbox Outbox);
