using System.Numerics;

namespace Dcmon.Grains.Calls;

/// <summary>
/// Counts durations in buckets of microseconds: four to each power of two, so that a bucket is at most a quarter wider than its
/// lower end. Adding is one addition; from 1 µs to a minute in 104 numbers.
/// </summary>
public static class CallHistogram
{
    /// <summary>Buckets.</summary>
    public const int Length = 104;

    /// <summary>The bucket of a duration in microseconds; what is longer than the last one goes there.</summary>
    public static int BucketOf(long microseconds)
    {
        if (microseconds < 4) return (int)Math.Max(0, microseconds);
        var octave = BitOperations.Log2((ulong)microseconds);
        return Math.Min(Length - 1, 4 * (octave - 1) + (int)(microseconds >> (octave - 2) & 3));
    }

    /// <summary>The upper end of a bucket, microseconds.</summary>
    public static long EndOf(int bucket) => bucket < 4 ? bucket + 1 : (4L + bucket % 4 + 1) << (bucket / 4 - 1);

    /// <summary>The duration in microseconds that a share (0–1) of what was counted did not exceed; null where nothing was.</summary>
    public static long? Quantile(ReadOnlySpan<long> counts, double share)
    {
        long all = 0;
        foreach (var count in counts) all += count;
        if (all == 0) return null;
        var rank = (long)Math.Ceiling(all * share);
        for (var bucket = 0; ; bucket++)
        {
            rank -= counts[bucket];
            if (rank <= 0) return EndOf(bucket);
        }
    }
}
