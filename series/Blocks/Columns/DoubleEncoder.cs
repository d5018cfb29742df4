using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Encodes a column of doubles: which are missing, then the others as integers. One column at a time; reused.</summary>
internal sealed class DoubleEncoder
{
    private readonly RunEncoder _integers = new();
    private readonly Presence _presence = new();
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
        var form = DecimalScale.TryFind(present, integers, out var scale) ? scale : DoubleForm.Bits;
        if (form == DoubleForm.Bits) SortableBits.Of(present, integers);
        target.Byte((byte)(form | (count < values.Length ? DoubleForm.SomeMissing : 0)));
        if (count < values.Length) _presence.Write(_integers, target);
        _integers.Write(integers, target);
    }

    /// <summary>Writes a column of integers.</summary>
    public void Write(ReadOnlySpan<long> values, WireWriter target)
    {
        if (values.Length > 0) _integers.Write(values, target);
    }

    private void Reserve(int count)
    {
        if (_scaled.Length >= count) return;
        var size = Math.Max(count, 2 * _scaled.Length);
        (_present, _scaled) = (new double[size], new long[size]);
    }
}
