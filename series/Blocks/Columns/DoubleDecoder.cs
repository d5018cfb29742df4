using System.Runtime.InteropServices;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Decodes what <see cref="DoubleEncoder"/> wrote. One column at a time; reused.</summary>
internal sealed class DoubleDecoder
{
    private readonly IntegerDecoder _integers = new();
    private readonly Presence _presence = new();

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

        _presence.Read(ref source, _integers, values.Length);
        ReadPresent(ref source, form, values[.._presence.Count]);
        _presence.Spread(values);
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
}
