using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Encodes a column of integers as they are or, where that is smaller, as runs of the same integer: many sensors are
/// asked more often than they change. One column at a time; reused.
/// </summary>
internal sealed class RunEncoder
{
    private readonly IntegerEncoder _whole = new();
    private readonly IntegerEncoder _ofLengths = new();
    private readonly IntegerEncoder _ofValues = new();
    private long[] _lengths = [];
    private long[] _values = [];

    /// <summary>Writes a column.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="target">Where to.</param>
    public void Write(ReadOnlySpan<long> values, WireWriter target)
    {
        var size = _whole.Plan(values);
        var runs = Split(values);
        if (runs > values.Length / 2 || runs < 2 || PlanRuns(runs) >= size)
        {
            _whole.Write(target);
            return;
        }

        target.Byte((byte)Coding.Runs);
        target.Varint((ulong)runs);
        _ofLengths.Write(target);
        _ofValues.Write(target);
    }

    private double PlanRuns(int runs) =>
        24 + _ofLengths.Plan(_lengths.AsSpan(0, runs)) + _ofValues.Plan(_values.AsSpan(0, runs));

    private int Split(ReadOnlySpan<long> values)
    {
        if (_lengths.Length < values.Length)
        {
            var size = Math.Max(values.Length, 2 * _lengths.Length);
            (_lengths, _values) = (new long[size], new long[size]);
        }

        var runs = 0;
        for (var left = values; left.Length > 0; runs++)
        {
            var length = left.IndexOfAnyExcept(left[0]);
            if (length < 0) length = left.Length;
            (_lengths[runs], _values[runs]) = (length, left[0]);
            left = left[length..];
        }

        return runs;
    }
}
