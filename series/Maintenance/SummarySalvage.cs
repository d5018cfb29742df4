using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>
/// Replaces a damaged block of summaries: by what can be read of it, and for the rest by what the finer tier still has.
/// </summary>
internal static class SummarySalvage
{
    /// <summary>Sets the block aside and makes the one that takes its place, if anything is left.</summary>
    /// <param name="snapshot">Where to read.</param>
    /// <param name="schemas">Schemas known.</param>
    /// <param name="damaged">The block.</param>
    /// <param name="found">Gets 5-minute blocks that are damaged too.</param>
    /// <returns>Null where such blocks have to be repaired first.</returns>
    public static BlockChange? Make(ISeriesSnapshot snapshot, SchemaCache schemas, DamagedBlock damaged, Action<BlockRow, string> found)
    {
        var (block, isWhole) = (damaged.Block, true);
        var sources = new List<SummaryRows>();
        Add(block, series => new SummaryRows(snapshot, block, series));
        if (block.Tier == Tier.FiveMinutes)
            foreach (var raw in snapshot.Blocks(damaged.Client, Tier.Raw, block.Start, block.Stop))
                Add(raw, series => OfRaw(new BlockRows(snapshot, raw, series)));
        else
            foreach (var fine in snapshot.Blocks(damaged.Client, Tier.FiveMinutes, block.Start, block.Stop))
                isWhole &= Add(fine, series => OfFiveMinutes(new SummaryRows(snapshot, fine, series)));
        if (!isWhole) return null;
        var left = SummaryUnion.Of(block.Tier, block.Start, block.Stop, sources);
        return new BlockChange(damaged.Client) { SetAside = [(block.Id, damaged.Reason)], Insert = left is null ? [] : [left] };

        bool Add(BlockRow row, Func<IReadOnlyList<Series>, SummaryRows> read)
        {
            try
            {
                sources.Add(read(schemas.Get(snapshot, row.Schema).Series));
                return true;
            }
            catch (BlockFormatException unreadable)
            {
                if (row.Id != block.Id && row.Tier == Tier.FiveMinutes) found(row, unreadable.Message);
                return false;
            }
        }
    }

    private static SummaryRows OfRaw(BlockRows raw) => new(
        BlockMaker.Make(raw.Block.Start, raw.Block.Stop, raw, Tier.FiveMinutes).Single(block => block.Tier == Tier.FiveMinutes));

    private static SummaryRows OfFiveMinutes(SummaryRows fine)
    {
        var buffers = new SummaryBuffers();
        var builder = new RollupBuilder();
        builder.BeginSummaries(Tier.OneHour, fine.ReadTimes(buffers));
        var writer = new BlockWriter(Tier.OneHour, builder.Buffers.Rows);
        writer.Longs(builder.Buffers.Ends);
        writer.Longs(builder.Buffers.FirstTimes);
        writer.Longs(builder.Buffers.LastTimes);
        for (var column = 0; column < fine.Series.Count; column++)
        {
            var summary = fine.Read(column, buffers);
            if (fine.Damage is { } reason) throw new BlockFormatException(reason);
            writer.Summary(builder.FromSummaries(fine.Series[column].Kind, summary));
        }

        return new SummaryRows(new NewBlock(Tier.OneHour, fine.Block.Start, fine.Block.Stop, Schema.Of(fine.Series), writer.Finish()));
    }
}
