using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks;

/// <summary>The columns of a raw block, of which some are derived from others.</summary>
internal sealed class IntegerColumns(BlockHead head, EntryReader read)
{
    /// <summary>Reads the integers of a column that is by itself.</summary>
    /// <param name="column">Its number among the block's series; untrusted.</param>
    /// <param name="decoder">Decodes it.</param>
    /// <param name="integers">Filled; as many as the block has rows.</param>
    /// <exception cref="BlockFormatException">There is no such column, or it is damaged.</exception>
    public void Read(int column, DoubleDecoder decoder, Span<long> integers)
    {
        var entry = head.Tier.FirstSeries() + column;
        if (entry >= head.Entries) throw new BlockFormatException($"A column is derived from number {column}, which does not exist.");
        var bytes = read(entry);
        head.Check(entry, bytes);
        var source = new WireReader(bytes);
        decoder.ReadScaled(ref source, integers);
        if (source.Left > 0) throw new BlockFormatException($"{source.Left} bytes are left after the last value.");
    }
}
