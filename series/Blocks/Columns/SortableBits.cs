namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// The bits of doubles as integers of the same order: near doubles are near integers, so that what works for integers
/// (differences, common divisors: trailing zeros) works for doubles that are no decimals too. Exact for every double.
/// </summary>
internal static class SortableBits
{
    /// <summary>Doubles to integers.</summary>
    public static void Of(ReadOnlySpan<double> values, Span<long> integers)
    {
        for (var i = 0; i < values.Length; i++)
            integers[i] = Flip(BitConverter.DoubleToInt64Bits(values[i]));
    }

    /// <summary>Integers back to doubles; the memory may be the same.</summary>
    public static void Restore(ReadOnlySpan<long> integers, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = BitConverter.Int64BitsToDouble(Flip(integers[i]));
    }

    // Doubles are ordered by size, integers in two's complement are not: all bits but the sign are inverted below zero.
    private static long Flip(long bits) => bits ^ (bits >> 63 & long.MaxValue);
}
