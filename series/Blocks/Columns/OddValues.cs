using System.Runtime.InteropServices;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// The few values of a column that are not the decimals that all others are: a minus zero, a NaN with a payload, a
/// reading with noise in its last bits. They are kept apart, as they are, so that they do not spoil the column. One
/// column at a time; reused.
/// </summary>
internal sealed class OddValues
{
    /// <summary>One of so many values may be odd: each costs about 9 bytes.</summary>
    private const int Rarity = 64;

    private readonly List<long> _rows = [];
    private readonly List<double> _values = [];

    /// <summary>Finds the scale of most values, and what does not fit it.</summary>
    /// <param name="values">Values that have no scale in common.</param>
    /// <param name="integers">As long; the integer of each, and of an odd one that of the value before it.</param>
    /// <param name="scale">Decimals.</param>
    /// <returns>False where too many do not fit any.</returns>
    public bool TryFind(ReadOnlySpan<double> values, Span<long> integers, out int scale)
    {
        _rows.Clear();
        _values.Clear();
        scale = Usual(values);
        if (scale < 0) return false;
        var before = 0L;
        for (var row = 0; row < values.Length; row++)
        {
            if (DecimalScale.TryScale(values[row], scale, out var integer))
            {
                integers[row] = before = integer;
                continue;
            }

            if (_rows.Count == values.Length / Rarity) return false;
            _rows.Add(row);
            _values.Add(values[row]);
            integers[row] = before;
        }

        return true;
    }

    /// <summary>Writes rows and values.</summary>
    public void Write(RunEncoder integers, WireWriter target)
    {
        target.Varint((ulong)_rows.Count);
        integers.Write(CollectionsMarshal.AsSpan(_rows), target);
        foreach (var value in _values) target.Int64(BitConverter.DoubleToInt64Bits(value));
    }

    /// <summary>Reads them.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="integers">Reads the rows.</param>
    /// <param name="total">Values of the column.</param>
    /// <exception cref="BlockFormatException">They are not values of so many rows.</exception>
    public void Read(ref WireReader source, IntegerDecoder integers, int total)
    {
        var count = source.Count(total, "Odd values");
        if (count == 0) throw new BlockFormatException("There are no odd values.");
        CollectionsMarshal.SetCount(_rows, count);
        integers.Read(ref source, CollectionsMarshal.AsSpan(_rows));
        _values.Clear();
        foreach (var row in _rows)
        {
            if (row < 0 || row >= total) throw new BlockFormatException($"An odd value in row {row} of {total}.");
            _values.Add(BitConverter.Int64BitsToDouble(source.Int64()));
        }
    }

    /// <summary>Puts them where they belong.</summary>
    public void Restore(Span<double> values)
    {
        for (var i = 0; i < _rows.Count; i++) values[(int)_rows[i]] = _values[i];
    }

    /// <summary>The fewest decimals that do for almost all; −1: none do.</summary>
    private static int Usual(ReadOnlySpan<double> values)
    {
        Span<int> counts = stackalloc int[DecimalScale.Largest + 1];
        counts.Clear();
        var odd = 0;
        foreach (var value in values)
        {
            var scale = 0;
            while (scale <= DecimalScale.Largest && !DecimalScale.TryScale(value, scale, out _)) scale++;
            if (scale <= DecimalScale.Largest) counts[scale]++;
            else if (++odd > values.Length / Rarity) return -1;
        }

        var most = DecimalScale.Largest;
        for (; most > 0 && odd + counts[most] <= values.Length / Rarity; most--) odd += counts[most];
        return most;
    }
}
