using System.Runtime.InteropServices;
using Dcmon.TimeSeries.Blocks.Regressions;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Decodes what <see cref="DoubleEncoder"/> wrote. One column at a time; reused.</summary>
internal sealed class DoubleDecoder
{
    private readonly IntegerDecoder _integers = new();
    private readonly Presence _presence = new();
    private readonly OddValues _odd = new();
    private long[] _sums = [];
    private long[] _other = [];

    /// <summary>Reads exactly as many values as there is room for.</summary>
    /// <param name="source">The bytes; when this returns, their memory may hold another column's.</param>
    /// <param name="values">Filled.</param>
    /// <param name="others">Reads the columns that this one may be derived from; null where it may not.</param>
    public void Read(ref WireReader source, Span<double> values, IntegerColumns? others = null)
    {
        if (values.Length == 0) return;
        var head = source.Byte();
        if (head == DoubleForm.AllMissing)
        {
            values.Fill(double.NaN);
            return;
        }

        RequireKnown(head);
        var present = values;
        if ((head & DoubleForm.SomeMissing) != 0)
        {
            _presence.Read(ref source, _integers, values.Length);
            present = values[.._presence.Count];
        }

        if ((head & DoubleForm.SomeOdd) != 0) _odd.Read(ref source, _integers, present.Length);
        // A double takes as much room as its integer: it is made where the integer was.
        var integers = MemoryMarshal.Cast<double, long>(present);
        if ((head & DoubleForm.Derived) != 0) ReadDerived(ref source, integers, others);
        else _integers.Read(ref source, integers);
        var form = head & DoubleForm.Low;
        if (form == DoubleForm.Bits) SortableBits.Restore(integers, present);
        else DecimalScale.Restore(integers, present, form);
        if ((head & DoubleForm.SomeOdd) != 0) _odd.Restore(present);
        if ((head & DoubleForm.SomeMissing) != 0) _presence.Spread(values);
    }

    /// <summary>Reads the integers of a column of doubles, from which another may be derived.</summary>
    public void ReadScaled(ref WireReader source, Span<long> integers)
    {
        var head = source.Byte();
        if ((head & ~DoubleForm.SomeOdd) > DecimalScale.Largest)
            throw new BlockFormatException($"No column is derived from one of form {head:x2}.");
        if ((head & DoubleForm.SomeOdd) != 0) _odd.Read(ref source, _integers, integers.Length);
        _integers.Read(ref source, integers);
    }

    /// <summary>Reads exactly as many integers as there is room for.</summary>
    public void Read(ref WireReader source, Span<long> values)
    {
        if (values.Length > 0) _integers.Read(ref source, values);
    }

    private static void RequireKnown(int head)
    {
        var form = head & DoubleForm.Low;
        var isPlain = (head & ~DoubleForm.Low & ~DoubleForm.SomeMissing) == 0;
        if (form > DoubleForm.Bits || head >= 2 * DoubleForm.Derived || (form == DoubleForm.Bits && !isPlain)
            || ((head & DoubleForm.Derived) != 0 && head != (form | DoubleForm.Derived)))
            throw new BlockFormatException($"Unknown form of doubles {head:x2}.");
    }

    private void ReadDerived(ref WireReader source, Span<long> integers, IntegerColumns? others)
    {
        if (others is null) throw new BlockFormatException("The column is derived from others, of which there are none.");
        var regression = Regression.Read(ref source);
        var start = Zigzag.Decode(source.Varint());
        var divisor = (long)source.Varint();
        _integers.Read(ref source, integers);
        if (_sums.Length < integers.Length) (_sums, _other) = (new long[integers.Length], new long[integers.Length]);
        var sums = _sums.AsSpan(0, integers.Length);
        var other = _other.AsSpan(0, integers.Length);
        sums.Clear();
        foreach (var (column, weight) in regression.Regressors)
        {
            others.Read(column, this, other);
            Regression.Add(other, weight, sums);
        }

        for (var row = 0; row < integers.Length; row++)
            integers[row] = start + divisor * (integers[row] + regression.Expected(sums[row]));
    }
}
