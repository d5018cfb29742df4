using System.Runtime.InteropServices;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Encodes a column of doubles: which are missing, then the others as integers. One column at a time; reused.</summary>
internal sealed class DoubleEncoder
{
    private readonly RunEncoder _integers = new();
    private long[] _lengths = [];
    private double[] _present = [];
    private long[] _scaled = [];

    /// <summary>Writes a column.</summary>
    public void Write(ReadOnlySpan<double> values, WireWriter target)
    {
        if (values.Length == 0) return;
        Reserve(values.Length);
        var runs = Split(values, out var count);
        if (count == 0)
        {
            target.Byte(DoubleForm.AllMissing);
            return;
        }

        var present = count == values.Length ? values : _present.AsSpan(0, count);
        var integers = _scaled.AsSpan(0, count);
        var form = DecimalScale.TryFind(present, integers, out var scale) ? scale : DoubleForm.Bits;
        target.Byte((byte)(form | (count < values.Length ? DoubleForm.SomeMissing : 0)));
        if (count < values.Length)
        {
            var startsMissing = IsMissing(values[0]) ? 1UL : 0;
            target.Varint((ulong)runs << 1 | startsMissing);
            _integers.Write(_lengths.AsSpan(0, runs), target);
        }

        if (form == DoubleForm.Bits) SortableBits.Of(present, integers);
        _integers.Write(integers, target);
    }

    /// <summary>Writes a column of integers.</summary>
    public void Write(ReadOnlySpan<long> values, WireWriter target)
    {
        if (values.Length > 0) _integers.Write(values, target);
    }

    private static bool IsMissing(double value) => BitConverter.DoubleToInt64Bits(value) == DoubleForm.Missing;

    private void Reserve(int count)
    {
        if (_lengths.Length >= count) return;
        var size = Math.Max(count, 2 * _lengths.Length);
        (_lengths, _present, _scaled) = (new long[size], new double[size], new long[size]);
    }

    private int Split(ReadOnlySpan<double> values, out int count)
    {
        var bits = MemoryMarshal.Cast<double, long>(values);
        var runs = count = 0;
        for (var at = 0; at < values.Length; runs++)
        {
            var missing = bits[at] == DoubleForm.Missing;
            var length = missing ? bits[at..].IndexOfAnyExcept(DoubleForm.Missing) : bits[at..].IndexOf(DoubleForm.Missing);
            if (length < 0) length = values.Length - at;
            if (!missing && length < values.Length)
            {
                values.Slice(at, length).CopyTo(_present.AsSpan(count));
            }

            if (!missing) count += length;
            _lengths[runs] = length;
            at += length;
        }

        return runs;
    }
}
