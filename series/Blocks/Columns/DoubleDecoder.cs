using System.Runtime.InteropServices;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Decodes what <see cref="DoubleEncoder"/> wrote. One column at a time; reused.</summary>
internal sealed class DoubleDecoder
{
    private readonly IntegerDecoder _integers = new();
    private long[] _lengths = [];

    /// <summary>Reads exactly as many values as there is room for.</summary>
    public void Read(ref WireReader source, Span<double> values)
    {
        if (values.Length == 0) return;
        var head = source.Byte();
        if (head == DoubleForm.AllMissing)
        {
            values.Fill(double.NaN);
            return;
        }

        var form = head & 15;
        if (form > DoubleForm.Bits || head >= 2 * DoubleForm.SomeMissing)
            throw new BlockFormatException($"Unknown form of doubles {head:x2}.");
        if ((head & DoubleForm.SomeMissing) == 0)
        {
            ReadPresent(ref source, form, values);
            return;
        }

        var lengths = ReadLengths(ref source, values.Length, out var startsMissing);
        var count = 0;
        for (var i = startsMissing ? 1 : 0; i < lengths.Length; i += 2) count += (int)lengths[i];
        if (count == 0) throw new BlockFormatException("All values are missing, but the column says some.");
        ReadPresent(ref source, form, values[..count]);
        Spread(lengths, startsMissing, count, values);
    }

    /// <summary>Reads exactly as many integers as there is room for.</summary>
    public void Read(ref WireReader source, Span<long> values)
    {
        if (values.Length > 0) _integers.Read(ref source, values);
    }

    private void ReadPresent(ref WireReader source, int form, Span<double> values)
    {
        // A double takes as much room as its integer: it is made where the integer was.
        var integers = MemoryMarshal.Cast<double, long>(values);
        _integers.Read(ref source, integers);
        if (form == DoubleForm.Bits) SortableBits.Restore(integers, values);
        else DecimalScale.Restore(integers, values, form);
    }

    private ReadOnlySpan<long> ReadLengths(ref WireReader source, int total, out bool startsMissing)
    {
        var head = source.Count(2 * total + 1, "Runs of missing values");
        startsMissing = (head & 1) != 0;
        var count = head >> 1;
        if (count == 0) throw new BlockFormatException("There are no runs of missing values.");
        if (_lengths.Length < count) _lengths = new long[Math.Max(count, 2 * _lengths.Length)];
        var lengths = _lengths.AsSpan(0, count);
        _integers.Read(ref source, lengths);
        RunLengths.Check(lengths, total);
        return lengths;
    }

    private static void Spread(ReadOnlySpan<long> lengths, bool startsMissing, int count, Span<double> values)
    {
        // From the back: values move up only, so that none is overwritten before it was moved.
        var missing = (lengths.Length & 1) == 0 ? !startsMissing : startsMissing;
        var end = values.Length;
        for (var i = lengths.Length - 1; i >= 0; i--, missing = !missing)
        {
            var length = (int)lengths[i];
            var run = values.Slice(end - length, length);
            if (missing)
            {
                run.Fill(double.NaN);
            }
            else
            {
                values.Slice(count - length, length).CopyTo(run);
                count -= length;
            }

            end -= length;
        }
    }
}
