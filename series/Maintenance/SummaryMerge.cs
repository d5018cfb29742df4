using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Puts the rows of several blocks of summaries into one block.</summary>
internal static class SummaryMerge
{
    /// <summary>One block of several that do not overlap.</summary>
    public static NewBlock Join(IReadOnlyList<SummaryRows> blocks) => Merge(
        [.. blocks.Select(each => Part.Of(each, long.MinValue, long.MaxValue))],
        blocks.Min(each => each.Block.Start),
        blocks.Max(each => each.Block.Stop));

    private static NewBlock Merge(List<Part> parts, long start, long stop)
    {
        parts = [.. parts.Where(part => part.Count > 0).OrderBy(part => part.Rows.Ends[part.First])];
        var tier = parts[0].Rows.Head.Tier;
        var rows = parts.Sum(part => part.Count);
        var writer = new BlockWriter(tier, rows);
        writer.Longs([.. parts.SelectMany(part => part.Of(part.Rows.Ends))]);
        writer.Longs([.. parts.SelectMany(part => part.Of(part.Rows.FirstTimes))]);
        writer.Longs([.. parts.SelectMany(part => part.Of(part.Rows.LastTimes))]);

        var united = parts.OrderByDescending(part => part.Rows.Series.Count).SelectMany(part => part.Rows.Series).Distinct().ToList();
        var columns = parts.ConvertAll(part => Columns(part.Rows.Series));
        var (from, to) = (new SummaryBuffers(), new SummaryBuffers());
        foreach (var series in united)
        {
            to.Reset(tier, rows);
            to.Fields = series.Kind == MetricKind.Counter ? SummaryFields.Counter : SummaryFields.Gauge;
            var row = 0;
            for (var i = 0; i < parts.Count; row += parts[i++].Count)
                Copy(columns[i].TryGetValue(series, out var column) ? parts[i].Rows.Read(column, from) : default, parts[i], to, row);
            writer.Summary(to.Columns);
        }

        return new NewBlock(tier, start, stop, Schema.Of(united), writer.Finish());
    }

    private static void Copy(SummaryColumns from, Part part, SummaryBuffers to, int row)
    {
        foreach (var field in Fields(to.Fields))
        {
            var target = to[field].Slice(row, part.Count);
            if (from[field].IsEmpty) target.Fill(double.NaN);
            else from[field].Slice(part.First, part.Count).CopyTo(target);
        }
    }

    /// <summary>Each of some fields by itself.</summary>
    public static IEnumerable<SummaryFields> Fields(SummaryFields fields)
    {
        for (var field = 1; field <= (int)SummaryFields.Covered; field <<= 1)
            if (((int)fields & field) != 0)
                yield return (SummaryFields)field;
    }

    /// <summary>Where each series is among the columns.</summary>
    public static Dictionary<Series, int> Columns(IReadOnlyList<Series> series)
    {
        var columns = new Dictionary<Series, int>();
        for (var i = 0; i < series.Count; i++)
            columns[series[i]] = i;
        return columns;
    }

    /// <summary>Some rows of a block.</summary>
    private readonly record struct Part(SummaryRows Rows, int First, int Count)
    {
        /// <summary>The rows whose buckets end in (after, until].</summary>
        public static Part Of(SummaryRows rows, long after, long until)
        {
            var first = rows.Ends.Count(end => end <= after);
            return new Part(rows, first, Math.Max(0, rows.Ends.Count(end => end <= until) - first));
        }

        public ArraySegment<long> Of(long[] times) => new(times, First, Count);
    }
}
