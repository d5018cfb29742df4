using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Blocks;

/// <summary>
/// Reads entries of a block, each by itself; every entry's checksum is verified before it is decoded. Any thread may
/// call it.
/// </summary>
/// <exception cref="BlockFormatException">Each method: the bytes are damaged.</exception>
public static class BlockReader
{
    /// <summary>Reads an entry of integers.</summary>
    /// <param name="head">The block's head.</param>
    /// <param name="entry">Number of the entry.</param>
    /// <param name="bytes">The entry's bytes, as <paramref name="head"/> places them.</param>
    /// <param name="values">Filled; as long as the block has rows.</param>
    public static void ReadLongs(BlockHead head, int entry, ReadOnlySpan<byte> bytes, Span<long> values)
    {
        RequireRows(head, values.Length);
        head.Check(entry, bytes);
        ColumnCodec.Decode(bytes, values);
    }

    /// <summary>Reads an entry of doubles; missing is <see cref="double.NaN"/>.</summary>
    /// <param name="head">The block's head.</param>
    /// <param name="entry">Number of the entry.</param>
    /// <param name="read">Gives the bytes of this entry, and of those that it is derived from.</param>
    /// <param name="values">Filled; as long as the block has rows.</param>
    public static void ReadColumn(BlockHead head, int entry, EntryReader read, Span<double> values)
    {
        RequireRows(head, values.Length);
        var bytes = read(entry);
        head.Check(entry, bytes);
        ColumnCodec.Decode(bytes, values, new IntegerColumns(head, read));
    }

    /// <summary>Reads fields of an entry of summaries.</summary>
    /// <param name="head">The block's head.</param>
    /// <param name="entry">Number of the entry.</param>
    /// <param name="bytes">The entry's bytes, as <paramref name="head"/> places them.</param>
    /// <param name="wanted">The fields to decode; the others cost nothing.</param>
    /// <param name="into">
    /// Gets the fields; <see cref="SummaryBuffers.Fields"/> says which of the wanted ones there are. It must have been
    /// reset to the block's rows; its times are left as they are.
    /// </param>
    public static void ReadSummary(BlockHead head, int entry, ReadOnlySpan<byte> bytes, SummaryFields wanted, SummaryBuffers into)
    {
        RequireRows(head, into.Rows);
        head.Check(entry, bytes);
        SummaryCodec.Decode(bytes, wanted, into);
    }

    /// <summary>Verifies a whole block: every checksum, and that nothing is missing or left over.</summary>
    /// <returns>Its head.</returns>
    public static BlockHead Verify(ReadOnlySpan<byte> head, ReadOnlySpan<byte> data)
    {
        var read = BlockHead.Read(head);
        if (read.DataLength != data.Length)
            throw new BlockFormatException($"The block's data should have {read.DataLength} bytes, and has {data.Length}.");
        for (var entry = 0; entry < read.Entries; entry++)
        {
            var (offset, length, _) = read[entry];
            read.Check(entry, data.Slice(offset, length));
        }

        return read;
    }

    private static void RequireRows(BlockHead head, int count)
    {
        if (count != head.Rows) throw new ArgumentException($"There is room for {count} values, the block has {head.Rows} rows.");
    }
}
