namespace Dcmon.Agent.Reporting;

/// <summary>
/// When to report: at the multiples of the interval on the wall clock, so that machines can be compared. The interval is the settings'
/// until the server names another one. Safe for concurrent use, but only one task waits.
/// </summary>
internal sealed class ReportSchedule
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly TimeSpan _usual;
    private readonly TimeProvider _time;
    private TaskCompletionSource _changed = NewSignal();
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>Starts with the usual interval.</summary>
    public ReportSchedule(TimeSpan usual, TimeProvider time) => (Interval, _usual, _time) = (usual, usual, time);

    /// <summary>The interval in force.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>Follows the server's wish, within 100 ms to 1 h; anything else means the usual interval.</summary>
    public void Follow(TimeSpan wish) => Set(wish >= Shortest && wish <= Longest ? wish : _usual);

    /// <summary>Returns to the settings' interval: the server is away, nobody watches.</summary>
    public void Forget() => Set(_usual);

    /// <summary>Waits until it is time.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        while (true)
        {
            var changed = _changed.Task;
            var now = _time.GetUtcNow();
            var next = Next(now, _last, Interval);
            // Rounded up, for timers count whole milliseconds and must not fire before it is time.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((next - now).TotalMilliseconds));
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var delay = Task.Delay(wait, _time, over.Token);
            if (await Task.WhenAny(delay, changed) == delay)
            {
                await delay;
                if (_time.GetUtcNow() < next) continue; // the clock was set back
                _last = next;
                return;
            }

            await over.CancelAsync();
        }
    }

    /// <summary>The first multiple of the interval after now that is not the last one again.</summary>
    /// <param name="now">The clock.</param>
    /// <param name="last">The last multiple that was reported at.</param>
    /// <param name="interval">Distance of the multiples.</param>
    internal static DateTimeOffset Next(DateTimeOffset now, DateTimeOffset last, TimeSpan interval)
    {
        // A last one far ahead means that the clock was set back: it is no reason to be silent until then.
        var after = last > now && last - now < interval ? last : now;
        return new DateTimeOffset((after.UtcTicks / interval.Ticks + 1) * interval.Ticks, TimeSpan.Zero);
    }

    private void Set(TimeSpan interval)
    {
        lock (_lock)
        {
            if (interval == Interval) return;
            Interval = interval;
            _changed.SetResult();
            _changed = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
