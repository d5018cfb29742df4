namespace Dcmon.Load.Results;

/// <summary>Durations, counted in buckets of 2 % each from 10 µs to minutes. Safe for concurrent use.</summary>
public sealed class LatencyHistogram
{
    private const double Growth = 1.02;
    private const int Buckets = 1_000;
    private static readonly TimeSpan Smallest = TimeSpan.FromMicroseconds(10);

    private readonly long[] _counts = new long[Buckets];
    private long _largest;

    /// <summary>Counts a duration.</summary>
    public void Add(TimeSpan duration)
    {
        var bucket = (int)Math.Log(Math.Max(1, duration / Smallest), Growth);
        Interlocked.Increment(ref _counts[Math.Min(bucket, Buckets - 1)]);
        InterlockedMax(duration.Ticks);
    }

    /// <summary>The longest.</summary>
    public TimeSpan Largest => TimeSpan.FromTicks(Interlocked.Read(ref _largest));

    /// <summary>The duration that a share of all does not exceed; zero where there are none.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Percentile(double share)
    {
        var left = (long)Math.Ceiling(_counts.Sum() * share);
        if (left == 0) return TimeSpan.Zero;
        for (var bucket = 0; bucket < Buckets; bucket++)
            if ((left -= _counts[bucket]) <= 0)
                return Min(Smallest * Math.Pow(Growth, bucket + 1), Largest);
        return Largest;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void InterlockedMax(long ticks)
    {
        for (var seen = Interlocked.Read(ref _largest); ticks > seen;)
        {
            var before = Interlocked.CompareExchange(ref _largest, ticks, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
