using Dcmon.Agent.Parsing;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collecting;

/// <summary>
/// The health of one collector. Logs each change. Written by the report loop, read by anybody.
/// </summary>
/// <param name="name">The collector's name.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Logs each change.</param>
/// <param name="events">Likewise; null for none.</param>
internal sealed partial class CollectorHealth(
    string name, TimeProvider time, ILogger<CollectorHealth> logger, CollectorEvents? events = null)
{
    private volatile Snapshot? _latest;

    /// <summary>The state; null until the collector has answered or failed for the first time.</summary>
    public CollectorState? State => _latest is { } known
        ? new CollectorState(name, known.Status, known.Reason, known.GoodAt is { } at ? time.GetElapsedTime(at) : null, known.Duration)
        : null;

    /// <summary>The state in a word, likewise.</summary>
    public CollectorStatus? Status => _latest?.Status;

    /// <summary>How long the last run took, likewise.</summary>
    public TimeSpan Duration => _latest?.Duration ?? TimeSpan.Zero;

    /// <summary>A run succeeded.</summary>
    /// <param name="duration">How long it took.</param>
    /// <param name="endedAt">Timestamp of its end.</param>
    /// <param name="troubles">What failed all the same.</param>
    public void Succeeded(TimeSpan duration, long endedAt, IReadOnlyList<string> troubles)
    {
        Set(new Snapshot(CollectorStatus.Up, troubles.Count == 0 ? null : string.Join("; ", troubles), duration, endedAt));
        events?.Succeeded();
    }

    /// <summary>A run failed, or is late.</summary>
    public void Failed(TimeSpan duration, string problem)
    {
        Set(new Snapshot(CollectorStatus.Down, problem, duration, _latest?.GoodAt));
        events?.Failed(_latest!.Reason!);
    }

    /// <summary>This machine has not what the collector needs.</summary>
    public void MarkAbsent(string reason) => Set(new Snapshot(CollectorStatus.Absent, reason, null, null));

    /// <summary>The settings turn the collector off.</summary>
    public void MarkOff() => Set(new Snapshot(CollectorStatus.Off, null, null, null));

    private void Set(Snapshot next)
    {
        if (next.Reason is not null) next = next with { Reason = PlainText.Line(next.Reason) };
        var last = _latest;
        _latest = next;
        if ((last?.Status, last?.Reason) == (next.Status, next.Reason)) return;
        switch (next)
        {
            case { Status: CollectorStatus.Absent, Reason: { } reason }: LeftOut(name, reason); break;
            case { Reason: { } problem }: Problem(name, problem); break;
            case { Status: CollectorStatus.Up } when last is not null: Works(name, last.Status == CollectorStatus.Absent ? "now" : "again"); break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Collector {Name} is absent: {Reason}.")]
    private partial void LeftOut(string name, string reason);

    [LoggerMessage(LogLevel.Warning, "Collector {Name}: {Problem}.")]
    private partial void Problem(string name, string problem);

    [LoggerMessage(LogLevel.Information, "Collector {Name} works {When}.")]
    private partial void Works(string name, string when);

    private sealed record Snapshot(CollectorStatus Status, string? Reason, TimeSpan? Duration, long? GoodAt);
}
