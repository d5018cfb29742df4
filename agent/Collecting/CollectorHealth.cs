using Dcmon.Agent.Parsing;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collecting;

/// <summary>
/// Keeps how one collector does and logs each change, but nothing while it stays as it is. Written by the report loop, read by anybody.
/// </summary>
/// <param name="name">The collector's name.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of each change.</param>
/// <param name="events">Likewise; null where nobody is to be told.</param>
internal sealed partial class CollectorHealth(
    string name, TimeProvider time, ILogger<CollectorHealth> logger, CollectorEvents? events = null)
{
    private volatile Known? _known;

    /// <summary>The state; null until the collector has answered or failed for the first time.</summary>
    public CollectorState? State => _known is { } known
        ? new CollectorState(name, known.Status, known.Reason, known.GoodAt is { } at ? time.GetElapsedTime(at) : null, known.Duration)
        : null;

    /// <summary>The state in a word, likewise.</summary>
    public CollectorStatus? Status => _known?.Status;

    /// <summary>How long the last run took, likewise.</summary>
    public TimeSpan Duration => _known?.Duration ?? TimeSpan.Zero;

    /// <summary>A run succeeded.</summary>
    /// <param name="duration">How long it took.</param>
    /// <param name="endedAt">Timestamp of its end.</param>
    /// <param name="troubles">What failed all the same.</param>
    public void Succeeded(TimeSpan duration, long endedAt, IReadOnlyList<string> troubles)
    {
        Set(new Known(CollectorStatus.Up, troubles.Count == 0 ? null : string.Join("; ", troubles), duration, endedAt));
        events?.Succeeded();
    }

    /// <summary>A run failed, or is late.</summary>
    public void Failed(TimeSpan duration, string problem)
    {
        Set(new Known(CollectorStatus.Down, problem, duration, _known?.GoodAt));
        events?.Failed(_known!.Reason!);
    }

    /// <summary>This machine has not what the collector needs.</summary>
    public void IsAbsent(string reason) => Set(new Known(CollectorStatus.Absent, reason, null, null));

    /// <summary>The settings turn the collector off.</summary>
    public void IsOff() => Set(new Known(CollectorStatus.Off, null, null, null));

    private void Set(Known next)
    {
        if (next.Reason is not null) next = next with { Reason = PlainText.Line(next.Reason) };
        var last = _known;
        _known = next;
        if ((last?.Status, last?.Reason) == (next.Status, next.Reason)) return;
        switch (next)
        {
            case { Status: CollectorStatus.Absent, Reason: { } reason }: LeftOut(name, reason); break;
            case { Reason: { } problem }: Problem(name, problem); break;
            case { Status: CollectorStatus.Up } when last is not null: Works(name, last.Status == CollectorStatus.Absent ? "now" : "again"); break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Collector {Name} is left out: {Reason}.")]
    private partial void LeftOut(string name, string reason);

    [LoggerMessage(LogLevel.Warning, "Collector {Name}: {Problem}.")]
    private partial void Problem(string name, string problem);

    [LoggerMessage(LogLevel.Information, "Collector {Name} works {When}.")]
    private partial void Works(string name, string when);

    private sealed record Known(CollectorStatus Status, string? Reason, TimeSpan? Duration, long? GoodAt);
}
