namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Finds what all integers of a column have in common: bytes of memory are multiples of 1024 or 4096, bytes of drives
/// of 512. Nothing that is coded after it has to repeat it.
/// </summary>
internal static class CommonDivisor
{
    /// <summary>
    /// The greatest common divisor of all differences from the first integer; 1 where there is none, and where all are
    /// the same.
    /// </summary>
    public static long Of(ReadOnlySpan<long> values)
    {
        ulong divisor = 0;
        foreach (var value in values)
        {
            // Math.Abs refuses long.MinValue.
            var difference = value - values[0];
            var size = difference < 0 ? 0UL - (ulong)difference : (ulong)difference;
            divisor = divisor == 0 ? size : Common(divisor, size);
            if (divisor == 1) return 1;
        }

        return divisor is 0 or > long.MaxValue ? 1 : (long)divisor;
    }

    private static ulong Common(ulong divisor, ulong other)
    {
        while (other != 0) (divisor, other) = (other, divisor % other);
        return divisor;
    }
}
