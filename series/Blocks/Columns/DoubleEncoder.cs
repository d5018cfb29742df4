using Dcmon.TimeSeries.Blocks.Regressions;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Encodes a column of doubles: which are missing, then the others as integers. One column at a time; reused.</summary>
internal sealed class DoubleEncoder
{
    private readonly RunEncoder _integers = new();
    private readonly Presence _presence = new();
    private readonly OddValues _odd = new();
    private double[] _present = [];
    private long[] _scaled = [];

    /// <summary>Writes a column.</summary>
    public void Write(ReadOnlySpan<double> values, WireWriter target)
    {
        if (values.Length == 0) return;
        _presence.Take(values);
        var count = _presence.Count;
        if (count == 0)
        {
            target.Byte(DoubleForm.AllMissing);
            return;
        }

        Reserve(count);
        var present = values;
        if (count < values.Length)
        {
            _presence.Gather(values, _present);
            present = _present.AsSpan(0, count);
        }

        var integers = _scaled.AsSpan(0, count);
        var form = Form(present, integers);
        target.Byte((byte)(form | (count < values.Length ? DoubleForm.SomeMissing : 0)));
        if (count < values.Length) _presence.Write(_integers, target);
        if ((form & DoubleForm.SomeOdd) != 0) _odd.Write(_integers, target);
        _integers.Write(integers, target);
    }

    /// <summary>Writes a column as its difference from what is derived from others.</summary>
    /// <param name="values">Decimals without exception: no missing ones, no odd ones.</param>
    /// <param name="regression">How it is derived from others.</param>
    /// <param name="sums">Their sum in each row.</param>
    /// <param name="target">Where to.</param>
    /// <returns>False, and nothing was written, where the values are not that.</returns>
    public bool TryWriteDerived(ReadOnlySpan<double> values, Regression regression, ReadOnlySpan<long> sums, WireWriter target)
    {
        Reserve(values.Length);
        var integers = _scaled.AsSpan(0, values.Length);
        if (!DecimalScale.TryFind(values, integers, out var scale)) return false;
        var (start, divisor) = (integers[0], CommonDivisor.Of(integers));
        for (var row = 0; row < integers.Length; row++)
            integers[row] = (integers[row] - start) / divisor - regression.Expected(sums[row]);
        target.Byte((byte)(scale | DoubleForm.Derived));
        regression.Write(target);
        target.Varint(Zigzag.Encode(start));
        target.Varint((ulong)divisor);
        _integers.Write(integers, target);
        return true;
    }

    /// <summary>Writes a column of integers.</summary>
    public void Write(ReadOnlySpan<long> values, WireWriter target)
    {
        if (values.Length > 0) _integers.Write(values, target);
    }

    /// <summary>Makes integers of values.</summary>
    /// <returns>How: decimals, decimals but for a few, or bits.</returns>
    private int Form(ReadOnlySpan<double> values, Span<long> integers)
    {
        if (DecimalScale.TryFind(values, integers, out var scale)) return scale;
        if (_odd.TryFind(values, integers, out scale)) return scale | DoubleForm.SomeOdd;
        SortableBits.Of(values, integers);
        return DoubleForm.Bits;
    }

    private void Reserve(int count)
    {
        if (_scaled.Length >= count) return;
        var size = Math.Max(count, 2 * _scaled.Length);
        (_present, _scaled) = (new double[size], new long[size]);
    }
}
