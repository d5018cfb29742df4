using Dcmon.TimeSeries.Blocks.Regressions;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks;

/// <summary>
/// Builds one block, entry by entry, in the order of the entries: the tier's columns of times (and sequence numbers),
/// then one entry a series.
/// </summary>
/// <exception cref="ArgumentException">Each method: a column does not have as many values as the block has rows.</exception>
public sealed class BlockWriter
{
    /// <summary>A column that is derived from others takes longer to read: it must save 5 %.</summary>
    private const double MostDerived = 0.95;

    private readonly Tier _tier;
    private readonly int _rows;
    private readonly WireWriter _data = new();
    private readonly WireWriter _derived = new();
    private readonly List<(int Length, uint Checksum)> _entries = [];

    /// <summary>Begins a block.</summary>
    /// <param name="tier">Its tier.</param>
    /// <param name="rows">Values of each column, 1 to <see cref="BlockFormat.MaxRows"/>.</param>
    public BlockWriter(Tier tier, int rows)
    {
        if (tier > Tier.OneHour) throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier.");
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, BlockFormat.MaxRows);
        (_tier, _rows) = (tier, rows);
    }

    /// <summary>Appends an entry of integers.</summary>
    public void Longs(ReadOnlySpan<long> values)
    {
        RequireRows(values.Length);
        var start = _data.Length;
        ColumnCodec.Encode(values, _data);
        End(start);
    }

    /// <summary>Appends an entry of doubles; missing is <see cref="double.NaN"/>.</summary>
    public void Column(ReadOnlySpan<double> values)
    {
        RequireRows(values.Length);
        var start = _data.Length;
        ColumnCodec.Encode(values, _data);
        End(start);
    }

    /// <summary>Appends an entry of doubles, derived from other columns if that is smaller.</summary>
    /// <param name="values">The column.</param>
    /// <param name="regression">How it is derived from others.</param>
    /// <param name="sums">Their sum in each row.</param>
    internal void Column(ReadOnlySpan<double> values, Regression regression, ReadOnlySpan<long> sums)
    {
        RequireRows(values.Length);
        var start = _data.Length;
        ColumnCodec.Encode(values, _data);
        _derived.Clear();
        if (ColumnCodec.TryEncodeDerived(values, regression, sums, _derived) && _derived.Length < MostDerived * (_data.Length - start))
        {
            _data.GiveBack(_data.Length - start);
            _data.Bytes(_derived.Written);
        }

        End(start);
    }

    /// <summary>Appends an entry of summaries: those fields that are not empty. Its times are not used.</summary>
    public void Summary(SummaryColumns columns)
    {
        var start = _data.Length;
        SummaryCodec.Encode(columns, _rows, _data);
        End(start);
    }

    /// <summary>The block.</summary>
    public EncodedBlock Finish()
    {
        if (_entries.Count > BlockFormat.MaxEntries)
            throw new InvalidOperationException($"A block has at most {BlockFormat.MaxEntries} entries, this one {_entries.Count}.");
        return new EncodedBlock(BlockHead.Write(_tier, _rows, _entries), _data.Written.ToArray());
    }

    private void RequireRows(int count)
    {
        if (count != _rows) throw new ArgumentException($"The column has {count} values, the block {_rows} rows.");
    }

    private void End(int start) => _entries.Add((_data.Length - start, Crc32C.Of(_data.Written[start..])));
}
