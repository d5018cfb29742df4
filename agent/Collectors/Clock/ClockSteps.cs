namespace Dcmon.Agent.Collectors.Clock;

/// <summary>Detects that the machine's clock was set, by comparing it with the monotonic clock.</summary>
internal sealed class ClockSteps(TimeProvider time)
{
    /// <summary>Time services move the clock by so much at once only where it was plainly wrong.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>The clocks are read one after the other; what comes between must not look like a step.</summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromMilliseconds(100);

    private (DateTimeOffset Set, long Unset)? _last;

    /// <summary>By how much the clock was set since the last call; null where it was not.</summary>
    public TimeSpan? Check()
    {
        var unset = time.GetTimestamp();
        var set = time.GetUtcNow();
        if (time.GetElapsedTime(unset) > LongestReading) return null;
        var last = _last;
        _last = (set, unset);
        if (last is not { } before) return null;
        var step = set - before.Set - time.GetElapsedTime(before.Unset, unset);
        return step.Duration() >= Least ? step : null;
    }
}
