using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Rollups;

/// <summary>Which rows fall into which bucket of a tier. Only buckets with rows exist. Reused from block to block.</summary>
internal sealed class Buckets
{
    private int[] _starts = new int[1];

    /// <summary>Number of buckets.</summary>
    public int Count { get; private set; }

    /// <summary>End of the bucket that a time falls into: the next multiple of the width, the time itself if it is one.</summary>
    /// <param name="tier">Not <see cref="Tier.Raw"/>.</param>
    /// <param name="time">Unix milliseconds.</param>
    public static long EndOf(Tier tier, long time)
    {
        var width = tier.Width();
        var past = time % width;
        return past == 0 ? time : time - past + (past > 0 ? width : 0);
    }

    /// <summary>Splits rows into buckets.</summary>
    /// <param name="tier">Whose buckets; not <see cref="Tier.Raw"/>.</param>
    /// <param name="times">Ascending times of samples, or ends of finer buckets.</param>
    public void Split(Tier tier, ReadOnlySpan<long> times)
    {
        if (_starts.Length <= times.Length) _starts = new int[times.Length + 1];
        Count = 0;
        var end = long.MinValue;
        for (var row = 0; row < times.Length; row++)
        {
            if (times[row] <= end) continue;
            end = EndOf(tier, times[row]);
            _starts[Count++] = row;
        }

        _starts[Count] = times.Length;
    }

    /// <summary>The rows of a bucket, which has at least one.</summary>
    public (int Start, int End) Rows(int bucket) => (_starts[bucket], _starts[bucket + 1]);
}
