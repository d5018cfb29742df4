using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Storage;

/// <summary>Which reports a raw block holds; read without their values.</summary>
/// <param name="Times">Unix milliseconds, ascending; several reports may have the same time.</param>
/// <param name="Sequences">Sequence numbers; ascending among reports of the same time.</param>
internal sealed record RowKeys(long[] Times, long[] Sequences)
{
    /// <summary>Reads those of a block.</summary>
    /// <exception cref="BlockFormatException">It is damaged.</exception>
    public static RowKeys Read(ISeriesSnapshot snapshot, BlockRow block)
    {
        var head = block.ReadHead();
        return new RowKeys(Column(BlockEntries.Times), Column(BlockEntries.Sequences));

        long[] Column(int entry)
        {
            var bytes = new byte[head[entry].Length];
            snapshot.ReadData(block, head[entry].Offset, bytes);
            var values = new long[head.Rows];
            BlockReader.ReadLongs(head, entry, bytes, values);
            return values;
        }
    }

    /// <summary>Whether it holds a report.</summary>
    public bool Contain(long time, long sequence)
    {
        var at = Array.BinarySearch(Times, time);
        if (at < 0) return false;
        while (at > 0 && Times[at - 1] == time) at--;
        for (; at < Times.Length && Times[at] == time; at++)
            if (Sequences[at] == sequence)
                return true;
        return false;
    }
}
