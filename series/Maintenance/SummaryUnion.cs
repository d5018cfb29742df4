using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>
/// Merges incomplete sources of the same time: for each bucket and series it takes the summary of the most values, and among
/// equals that of the first source. Nothing else shows which source has lost something.
/// </summary>
internal static class SummaryUnion
{
    /// <summary>Makes a block of (start, stop]; null where no source has a bucket there.</summary>
    public static NewBlock? Of(Tier tier, long start, long stop, IReadOnlyList<SummaryRows> sources)
    {
        var ends = sources.SelectMany(source => source.Ends).Where(end => end > start && end <= stop).Distinct().Order().ToArray();
        if (ends.Length == 0) return null;
        var targets = sources.Select(source => Array.ConvertAll(source.Ends, end => Array.BinarySearch(ends, end))).ToList();
        var writer = new BlockWriter(tier, ends.Length);
        writer.Longs(ends);
        writer.Longs(Times(ends.Length, sources, targets, source => source.FirstTimes, Math.Min));
        writer.Longs(Times(ends.Length, sources, targets, source => source.LastTimes, Math.Max));

        var united = sources.OrderByDescending(source => source.Series.Count).SelectMany(source => source.Series).Distinct().ToList();
        var columns = sources.Select(source => SummaryMerge.Columns(source.Series)).ToList();
        var (from, to) = (new SummaryBuffers(), new SummaryBuffers());
        foreach (var series in united)
        {
            Clear(to, tier, ends.Length, series.Kind);
            for (var i = 0; i < sources.Count; i++)
                if (columns[i].TryGetValue(series, out var column))
                    TakeLarger(sources[i].Read(column, from), targets[i], to);
            writer.Summary(to.Columns);
        }

        return new NewBlock(tier, start, stop, Schema.Of(united), writer.Finish());
    }

    private static long[] Times(
        int count, IReadOnlyList<SummaryRows> sources, List<int[]> targets, Func<SummaryRows, long[]> times, Func<long, long, long> better)
    {
        var best = new long?[count];
        for (var i = 0; i < sources.Count; i++)
            for (var row = 0; row < targets[i].Length; row++)
                if (targets[i][row] is >= 0 and var target)
                    best[target] = best[target] is { } known ? better(known, times(sources[i])[row]) : times(sources[i])[row];
        return Array.ConvertAll(best, time => time!.Value);
    }

    private static void Clear(SummaryBuffers buffers, Tier tier, int rows, MetricKind kind)
    {
        buffers.Reset(tier, rows);
        buffers.Fields = kind == MetricKind.Counter ? SummaryFields.Counter : SummaryFields.Gauge;
        foreach (var field in SummaryMerge.Fields(buffers.Fields))
            buffers[field].Fill(double.NaN);
    }

    private static void TakeLarger(SummaryColumns from, int[] targets, SummaryBuffers to)
    {
        if (from.Count.IsEmpty) return;
        for (var row = 0; row < targets.Length; row++)
        {
            var target = targets[row];
            if (target < 0 || !(from.Count[row] > 0) || to[SummaryFields.Count][target] >= from.Count[row]) continue;
            foreach (var field in SummaryMerge.Fields(to.Fields))
                to[field][target] = from[field].IsEmpty ? double.NaN : from[field][row];
        }
    }
}
