using System.Numerics;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Doubles as integers, exactly: v = k / 10^e with one e for the column, where the division gives the same 64 bits
/// back. Both sides are the double nearest to one real number, so that a value that has e decimals has every larger
/// number of them too, as long as k stays below 2^53.
/// </summary>
internal static class DecimalScale
{
    /// <summary>The largest e.</summary>
    public const int Largest = 12;

    /// <summary>Integers below 2^53 are exact in a double.</summary>
    private const double LargestInteger = 9007199254740992;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    private static readonly long[] WholePowers = Array.ConvertAll(Powers, power => (long)power);

    /// <summary>Finds the smallest e.</summary>
    /// <param name="values">Any doubles.</param>
    /// <param name="integers">As long as <paramref name="values"/>; the k of each when true is returned.</param>
    /// <param name="scale">e, from 0 to <see cref="Largest"/>.</param>
    /// <returns>False where there is none.</returns>
    public static bool TryFind(ReadOnlySpan<double> values, Span<long> integers, out int scale)
    {
        scale = 0;
        var largest = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            var from = scale;
            long integer;
            while (!TryScale(values[i], scale, out integer))
                if (++scale > Largest) return false;
            if (scale != from)
            {
                if (!TryRaise(integers[..i], ref largest, WholePowers[scale - from])) return false;
            }

            integers[i] = integer;
            largest = Math.Max(largest, Math.Abs(integer));
        }

        return true;
    }

    /// <summary>Integers back to doubles, in place.</summary>
    /// <param name="integers">The integers.</param>
    /// <param name="values">The same memory, or other memory of that length.</param>
    /// <param name="scale">e, 0 to <see cref="Largest"/>.</param>
    public static void Restore(ReadOnlySpan<long> integers, Span<double> values, int scale)
    {
        var power = Powers[scale];
        var at = 0;
        for (; at <= values.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var doubles = Vector.ConvertToDouble(new Vector<long>(integers[at..]));
            (scale == 0 ? doubles : doubles / new Vector<double>(power)).CopyTo(values[at..]);
        }

        for (; at < values.Length; at++) values[at] = integers[at] / power;
    }

    /// <summary>Gives integers more decimals.</summary>
    /// <param name="integers">Below 2^53 in size.</param>
    /// <param name="scale">How many more, 0 to <see cref="Largest"/>.</param>
    /// <returns>False, and nothing was done, where an integer would become too large.</returns>
    public static bool TryRaise(Span<long> integers, int scale)
    {
        if (scale == 0) return true;
        var largest = 0L;
        foreach (var each in integers) largest = Math.Max(largest, Math.Abs(each));
        return TryRaise(integers, ref largest, WholePowers[scale]);
    }

    /// <summary>Whether a value is k / 10^<paramref name="scale"/>, to the bit; k is <paramref name="integer"/> then.</summary>
    public static bool TryScale(double value, int scale, out long integer)
    {
        var power = Powers[scale];
        var scaled = Math.Round(value * power);
        integer = 0;
        if (!(Math.Abs(scaled) < LargestInteger)) return false;
        integer = (long)scaled;
        // Bits, not ==: minus zero must come back as minus zero.
        return BitConverter.DoubleToInt64Bits(integer / power) == BitConverter.DoubleToInt64Bits(value);
    }

    private static bool TryRaise(Span<long> integers, ref long largest, long factor)
    {
        if (largest >= LargestInteger / factor) return false;
        largest *= factor;
        foreach (ref var each in integers) each *= factor;
        return true;
    }
}
