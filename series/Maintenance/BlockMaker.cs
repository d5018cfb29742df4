using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Storage.Scans;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Makes the blocks of a span of time out of its rows: the raw one, and its roll-ups in the same pass.</summary>
internal static class BlockMaker
{
    /// <summary>Makes the blocks.</summary>
    /// <param name="start">Unix milliseconds; all rows lie in (start, stop].</param>
    /// <param name="stop">Unix milliseconds.</param>
    /// <param name="rows">At least one row.</param>
    /// <param name="coarsest">The coarsest roll-up that is made.</param>
    public static IReadOnlyList<NewBlock> Make(long start, long stop, RawRows rows, Tier coarsest)
    {
        var schema = Schema.Of(rows.Series);
        var raw = new BlockWriter(Tier.Raw, rows.Times.Length);
        raw.Longs(rows.Times);
        raw.Longs(rows.Sequences);

        // Reports of the same time count as one, in roll-ups as in queries.
        var merge = RowMerge.IsNeeded(rows.Times, 0) ? new RowMerge(rows.Times, []) : null;
        var fine = new RollupBuilder();
        fine.BeginSamples(Tier.FiveMinutes, merge is null ? rows.Times : merge.Times);
        var fineBlock = Begin(fine.Buffers);
        var coarse = coarsest == Tier.OneHour ? new RollupBuilder() : null;
        coarse?.BeginSummaries(Tier.OneHour, fine.Buffers.Columns);
        var coarseBlock = coarse is null ? null : Begin(coarse.Buffers);

        var derived = new DerivedColumns(rows);
        var column = new double[rows.Times.Length];
        for (var i = 0; i < rows.Series.Count; i++)
        {
            rows.Read(i, column);
            if (derived[i] is { } regression) raw.Column(column, regression, derived.Sums(regression));
            else raw.Column(column);
            var kind = rows.Series[i].Kind;
            var summary = merge is null
                ? fine.FromSamples(kind, rows.Times, column)
                : fine.FromSamples(kind, merge.Times, merge.Merge(column, []));
            fineBlock.Summary(summary);
            if (coarse is not null) coarseBlock!.Summary(coarse.FromSummaries(kind, summary));
        }

        var blocks = new List<NewBlock>
        {
            new(Tier.Raw, start, stop, schema, raw.Finish()),
            new(Tier.FiveMinutes, start, stop, schema, fineBlock.Finish()),
        };
        if (coarseBlock is not null) blocks.Add(new NewBlock(Tier.OneHour, start, stop, schema, coarseBlock.Finish()));
        return blocks;
    }

    private static BlockWriter Begin(SummaryBuffers times)
    {
        var block = new BlockWriter(times.Tier, times.Rows);
        block.Longs(times.Ends);
        block.Longs(times.FirstTimes);
        block.Longs(times.LastTimes);
        return block;
    }
}
