namespace Dcmon.Agent.Reporting;

/// <summary>
/// When to report: once in each interval of the wall clock, at a phase of its own, so that a fleet's reports do not all
/// come at once. The interval is the settings' until the server names another one. Safe for concurrent use, but only
/// one task waits.
/// </summary>
internal sealed class ReportSchedule
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Least time between two reports of which the second is urgent.</summary>
    private static readonly TimeSpan ShortestExpedited = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeSpan _usual;
    private readonly TimeProvider _time;
    private readonly double _phase;
    private TaskCompletionSource _changed = NewSignal();
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private bool _isUrgent;

    /// <summary>Starts with the usual interval.</summary>
    /// <param name="usual">The settings' interval.</param>
    /// <param name="time">The clock.</param>
    /// <param name="phase">When in each interval, as a share of it: 0 to less than 1.</param>
    public ReportSchedule(TimeSpan usual, TimeProvider time, double phase = 0) =>
        (Interval, _usual, _time, _phase) = (usual, usual, time, phase);

    /// <summary>The interval in force.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>The server asks for another interval, 100 ms to 1 h; anything else means the usual one.</summary>
    public void Request(TimeSpan interval) => Set(interval >= Shortest && interval <= Longest ? interval : _usual);

    /// <summary>Returns to the settings' interval: the server is away, nobody watches.</summary>
    public void Reset() => Set(_usual);

    /// <summary>
    /// The next report carries something urgent: it is due at once, but not within a second of the last.
    /// </summary>
    public void Expedite()
    {
        lock (_lock)
        {
            if (_isUrgent) return;
            _isUrgent = true;
            Signal();
        }
    }

    /// <summary>Waits until it is time.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        while (true)
        {
            Task changed;
            bool isUrgent;
            lock (_lock) (changed, isUrgent) = (_changed.Task, _isUrgent);
            var now = _time.GetUtcNow();
            var next = isUrgent ? Soon(now, _last) : Next(now, _last, Interval, _phase);
            // Rounded up, for timers count whole milliseconds and must not fire before it is time.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((next - now).TotalMilliseconds));
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var delay = Task.Delay(wait, _time, over.Token);
            if (await Task.WhenAny(delay, changed) == delay)
            {
                await delay;
                if (_time.GetUtcNow() < next) continue; // the clock was set back
                _last = next;
                lock (_lock) _isUrgent &= !isUrgent;
                return;
            }

            await over.CancelAsync();
        }
    }

    /// <summary>The first time of the grid after now that is not the last one again.</summary>
    /// <param name="now">The clock.</param>
    /// <param name="last">The last time that was reported at.</param>
    /// <param name="interval">Distance of the grid's times.</param>
    /// <param name="phase">Where they lie in each interval.</param>
    internal static DateTimeOffset Next(DateTimeOffset now, DateTimeOffset last, TimeSpan interval, double phase = 0)
    {
        var offset = (long)(interval.Ticks * phase);
        // A last one far ahead means that the clock was set back: it is no reason to be silent until then.
        var after = last > now && last - now < interval ? last : now;
        return new DateTimeOffset(((after.UtcTicks - offset) / interval.Ticks + 1) * interval.Ticks + offset, TimeSpan.Zero);
    }

    private static DateTimeOffset Soon(DateTimeOffset now, DateTimeOffset last) =>
        last <= now && now - last < ShortestExpedited ? last + ShortestExpedited : now;

    private void Set(TimeSpan interval)
    {
        lock (_lock)
        {
            if (interval == Interval) return;
            Interval = interval;
            Signal();
        }
    }

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
