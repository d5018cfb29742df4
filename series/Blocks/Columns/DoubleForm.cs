namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// The first byte of a column of doubles. In the low 4 bits, numbers up to <see cref="DecimalScale.Largest"/> are a scale.
/// </summary>
internal static class DoubleForm
{
    /// <summary>The bits that say how values became integers.</summary>
    public const int Low = 15;

    /// <summary>Low 4 bits: not decimals but <see cref="SortableBits"/>.</summary>
    public const int Bits = 13;

    /// <summary>The whole byte, and column: all values are missing.</summary>
    public const int AllMissing = 14;

    /// <summary>Set where some values are missing: runs of present and missing ones come first.</summary>
    public const int SomeMissing = 16;

    /// <summary>Set where some values are <see cref="OddValues"/>, which come next.</summary>
    public const int SomeOdd = 32;

    /// <summary>Set where the column is derived from others: a <see cref="Regressions.Regression"/>, start and divisor come next.</summary>
    public const int Derived = 64;

    /// <summary>What a missing value looks like: the bits of <see cref="double.NaN"/>; other NaNs are values.</summary>
    public static readonly long Missing = BitConverter.DoubleToInt64Bits(double.NaN);
}
