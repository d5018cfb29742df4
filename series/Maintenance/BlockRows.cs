using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>A raw block, read whole.</summary>
internal sealed class BlockRows : RawRows
{
    private readonly BlockHead _head;
    private readonly byte[] _data;
    private readonly long[] _times;
    private readonly long[] _sequences;

    /// <summary>Reads times and sequence numbers; columns are decoded when they are asked for.</summary>
    /// <exception cref="BlockFormatException">It is damaged.</exception>
    public BlockRows(ISeriesSnapshot snapshot, BlockRow block, IReadOnlyList<Series> series)
    {
        Block = block;
        Series = series;
        _head = block.ReadHead();
        _data = new byte[_head.DataLength];
        snapshot.ReadData(block, 0, _data);
        _times = Longs(BlockEntries.Times);
        _sequences = Longs(BlockEntries.Sequences);
    }

    /// <summary>The block.</summary>
    public BlockRow Block { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Times => _times;

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Sequences => _sequences;

    /// <inheritdoc/>
    public override IReadOnlyList<Series> Series { get; }

    /// <summary>What was wrong with the last column that could not be read, and was read as one without values; null if none.</summary>
    public string? Damage { get; private set; }

    /// <inheritdoc/>
    public override void Read(int column, Span<double> values)
    {
        var entry = BlockEntries.FirstColumn + column;
        try
        {
            BlockReader.ReadColumn(_head, entry, Entry, values);
        }
        catch (BlockFormatException damaged)
        {
            Damage = damaged.Message;
            values.Fill(double.NaN);
        }
    }

    private long[] Longs(int entry)
    {
        var values = new long[_head.Rows];
        BlockReader.ReadLongs(_head, entry, Entry(entry), values);
        return values;
    }

    private ReadOnlySpan<byte> Entry(int entry)
    {
        var (offset, length, _) = _head[entry];
        return _data.AsSpan(offset, length);
    }
}
