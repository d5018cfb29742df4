namespace Dcmon.Agent.Timing;

/// <summary>
/// How far this machine's clock is from the server's, by the answers to reports: the server looked at its clock
/// somewhere between request and answer, assumed in the middle. The quickest of the last answers
/// is the most exact. Safe for concurrent use.
/// </summary>
internal sealed class ServerClock(TimeProvider time)
{
    private const int MaxReadings = 8;

    /// <summary>Older answers say nothing of now.</summary>
    private static readonly TimeSpan OldestUsed = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Queue<ClockReading> _last = [];

    /// <summary>The most exact of the last readings; null where there is none.</summary>
    public ClockReading? Best
    {
        get
        {
            lock (_lock) return _last.Where(each => time.GetElapsedTime(each.ReadAt) <= OldestUsed).MinBy(each => each.RoundTrip);
        }
    }

    /// <summary>A request is sent now.</summary>
    public ClockRequest BeginRequest() => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>Its answer was received now.</summary>
    /// <param name="request">When the request was sent.</param>
    /// <param name="serverTime">The server's clock, Unix milliseconds; 0 or less where the answer does not have it.</param>
    public void Answered(ClockRequest request, long serverTime)
    {
        if (serverTime <= 0) return;
        var roundTrip = time.GetElapsedTime(request.Timestamp);
        var offset = (request.At - DateTimeOffset.UnixEpoch + roundTrip / 2).TotalSeconds - serverTime / 1000.0;
        lock (_lock)
        {
            _last.Enqueue(new ClockReading(offset, roundTrip, time.GetTimestamp()));
            if (_last.Count > MaxReadings) _last.Dequeue();
        }
    }

    /// <summary>This machine's clock was set: earlier readings are void.</summary>
    public void Clear()
    {
        lock (_lock) _last.Clear();
    }
}

/// <summary>When a request was sent.</summary>
/// <param name="At">By the machine's clock.</param>
/// <param name="Timestamp">By the monotonic clock.</param>
internal readonly record struct ClockRequest(DateTimeOffset At, long Timestamp);

/// <summary>A comparison of the clocks.</summary>
/// <param name="OffsetSeconds">How far this machine is ahead of the server, seconds.</param>
/// <param name="RoundTrip">Time from the request to the answer: the offset is right to half of it.</param>
/// <param name="ReadAt">Timestamp of the answer.</param>
internal sealed record ClockReading(double OffsetSeconds, TimeSpan RoundTrip, long ReadAt);
