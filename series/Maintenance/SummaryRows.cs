using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>A block of summaries, read whole.</summary>
internal sealed class SummaryRows
{
    private readonly byte[] _data;

    /// <summary>Reads a stored block.</summary>
    /// <exception cref="BlockFormatException">It is damaged.</exception>
    public SummaryRows(ISeriesSnapshot snapshot, BlockRow block, IReadOnlyList<Series> series)
    {
        Block = block;
        Series = series;
        Head = block.ReadHead();
        _data = new byte[Head.DataLength];
        snapshot.ReadData(block, 0, _data);
        (Ends, FirstTimes, LastTimes) = (Longs(BlockEntries.Times), Longs(BlockEntries.FirstTimes), Longs(BlockEntries.LastTimes));
    }

    /// <summary>A block that was just made.</summary>
    public SummaryRows(NewBlock block)
    {
        Block = new BlockRow(0, block.Tier, block.Start, block.Stop, 0, block.Bytes.Head);
        Series = block.Schema.Series;
        Head = BlockHead.Read(block.Bytes.Head);
        _data = block.Bytes.Data;
        (Ends, FirstTimes, LastTimes) = (Longs(BlockEntries.Times), Longs(BlockEntries.FirstTimes), Longs(BlockEntries.LastTimes));
    }

    /// <summary>The block; id 0 where it is not stored.</summary>
    public BlockRow Block { get; }

    /// <summary>The block's head.</summary>
    public BlockHead Head { get; }

    /// <summary>The series of its columns.</summary>
    public IReadOnlyList<Series> Series { get; }

    /// <summary>Ends of its buckets, Unix milliseconds, ascending.</summary>
    public long[] Ends { get; }

    /// <summary>Times of the first report of each bucket.</summary>
    public long[] FirstTimes { get; }

    /// <summary>Times of the last report of each bucket.</summary>
    public long[] LastTimes { get; }

    /// <summary>What was wrong with the last series that could not be read; null if none.</summary>
    public string? Damage { get; private set; }

    /// <summary>The times of the buckets, without any series.</summary>
    public SummaryColumns ReadTimes(SummaryBuffers into)
    {
        into.Reset(Head.Tier, Head.Rows);
        Ends.CopyTo(into.Ends);
        FirstTimes.CopyTo(into.FirstTimes);
        LastTimes.CopyTo(into.LastTimes);
        return into.Columns;
    }

    /// <summary>Reads all fields of one series; a damaged one is read as one without any field.</summary>
    public SummaryColumns Read(int column, SummaryBuffers into)
    {
        var entry = BlockEntries.FirstSummary + column;
        var (offset, length, _) = Head[entry];
        ReadTimes(into);
        try
        {
            BlockReader.ReadSummary(Head, entry, _data.AsSpan(offset, length), SummaryFields.Counter, into);
        }
        catch (BlockFormatException damaged)
        {
            Damage = damaged.Message;
            into.Fields = SummaryFields.None;
        }

        return into.Columns;
    }

    private long[] Longs(int entry)
    {
        var (offset, length, _) = Head[entry];
        var values = new long[Head.Rows];
        BlockReader.ReadLongs(Head, entry, _data.AsSpan(offset, length), values);
        return values;
    }
}
