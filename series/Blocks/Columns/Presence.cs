using System.Runtime.InteropServices;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Which values of a column are missing, as lengths of runs that are missing and present by turns. One column at a
/// time; reused.
/// </summary>
internal sealed class Presence
{
    private long[] _lengths = [];
    private int _runs;
    private bool _startsMissing;

    /// <summary>How many values are there.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a value is missing: it has the very bits of <see cref="double.NaN"/>.</summary>
    public static bool IsMissing(double value) => BitConverter.DoubleToInt64Bits(value) == DoubleForm.Missing;

    /// <summary>Takes them from a column.</summary>
    /// <param name="values">At least one.</param>
    public void Take(ReadOnlySpan<double> values)
    {
        Reserve(values.Length);
        var bits = MemoryMarshal.Cast<double, long>(values);
        (_runs, Count, _startsMissing) = (0, 0, IsMissing(values[0]));
        for (var missing = _startsMissing; bits.Length > 0; missing = !missing)
        {
            var length = missing ? bits.IndexOfAnyExcept(DoubleForm.Missing) : bits.IndexOf(DoubleForm.Missing);
            if (length < 0) length = bits.Length;
            if (!missing) Count += length;
            _lengths[_runs++] = length;
            bits = bits[length..];
        }
    }

    /// <summary>Writes the number of runs and which comes first (the lowest bit), then their lengths.</summary>
    public void Write(RunEncoder integers, WireWriter target)
    {
        target.Varint((ulong)_runs << 1 | (_startsMissing ? 1u : 0));
        integers.Write(_lengths.AsSpan(0, _runs), target);
    }

    /// <summary>Reads them.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="integers">Reads the lengths.</param>
    /// <param name="total">Values of the column, present or not.</param>
    /// <exception cref="BlockFormatException">They are not runs of so many values, or none is present.</exception>
    public void Read(ref WireReader source, IntegerDecoder integers, int total)
    {
        var head = source.Count(2 * total + 1, "Runs of missing values");
        _startsMissing = (head & 1) != 0;
        _runs = head >> 1;
        if (_runs == 0) throw new BlockFormatException("There are no runs of missing values.");
        Reserve(_runs);
        var lengths = _lengths.AsSpan(0, _runs);
        integers.Read(ref source, lengths);
        RunLengths.Check(lengths, total);
        Count = 0;
        for (var i = _startsMissing ? 1 : 0; i < _runs; i += 2) Count += (int)lengths[i];
        if (Count == 0) throw new BlockFormatException("All values are missing, but the column says some.");
    }

    /// <summary>Copies the values that are there, without gaps.</summary>
    public void Gather(ReadOnlySpan<double> values, Span<double> present)
    {
        var missing = _startsMissing;
        foreach (var length in _lengths.AsSpan(0, _runs))
        {
            if (!missing)
            {
                values[..(int)length].CopyTo(present);
                present = present[(int)length..];
            }

            values = values[(int)length..];
            missing = !missing;
        }
    }

    /// <summary>Moves values to where they belong, and fills the gaps.</summary>
    /// <param name="values">All values; the first <see cref="Count"/> are those that are there.</param>
    public void Spread(Span<double> values)
    {
        // From the back: values move up only, so that none is overwritten before it was moved.
        var missing = (_runs & 1) == 0 ? !_startsMissing : _startsMissing;
        var end = values.Length;
        var count = Count;
        for (var i = _runs - 1; i >= 0; i--, missing = !missing)
        {
            var length = (int)_lengths[i];
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

    private void Reserve(int count)
    {
        if (_lengths.Length < count) _lengths = new long[Math.Max(count, 2 * _lengths.Length)];
    }
}
