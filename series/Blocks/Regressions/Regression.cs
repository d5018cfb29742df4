using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Regressions;

/// <summary>
/// A column as a weighted sum of others of its block, up to what is left. All values of a report were taken at one
/// instant, so that they are related: idle time is what the other modes of a core leave, bytes follow packets, and
/// what is available follows what is free. A column that is derived from others is never a source, so that at most
/// <see cref="MostRegressors"/> columns are read with it.
/// </summary>
/// <param name="Shift">Bits after the binary point of the weights, 0 to <see cref="LargestShift"/>.</param>
/// <param name="Regressors">1 to <see cref="MostRegressors"/>.</param>
internal sealed record Regression(int Shift, IReadOnlyList<Regressor> Regressors)
{
    /// <summary>The most columns that one is derived from.</summary>
    public const int MostRegressors = 4;

    /// <summary>The most bits after the binary point.</summary>
    public const int LargestShift = 48;

    /// <summary>
    /// Adds what one column contributes to the sums of all rows, modulo 2^64. What counts is its growth since the first row.
    /// </summary>
    public static void Add(ReadOnlySpan<long> integers, long weight, Span<long> sums)
    {
        var first = integers[0];
        for (var row = 0; row < sums.Length; row++)
            sums[row] += weight * (integers[row] - first);
    }

    /// <summary>What a sum says, rounded to an integer.</summary>
    public long Expected(long sum) => (sum + (1L << Shift >> 1)) >> Shift;

    /// <summary>Writes it.</summary>
    public void Write(WireWriter target)
    {
        target.Byte((byte)Shift);
        target.Byte((byte)Regressors.Count);
        foreach (var (column, weight) in Regressors)
        {
            target.Varint((ulong)column);
            target.Varint(Zigzag.Encode(weight));
        }
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="BlockFormatException">It is none.</exception>
    public static Regression Read(ref WireReader source)
    {
        var shift = source.Byte();
        var count = source.Byte();
        if (shift > LargestShift || count is 0 or > MostRegressors)
            throw new BlockFormatException($"Unknown form of a regression {shift:x2}{count:x2}.");
        var regressors = new Regressor[count];
        for (var i = 0; i < count; i++)
            regressors[i] = new Regressor(source.Count(BlockFormat.MaxEntries, "Number of a column"), Zigzag.Decode(source.Varint()));
        return new Regression(shift, regressors);
    }
}
