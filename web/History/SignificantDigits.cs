using Dcmon.Queries;

namespace Dcmon.Web.History;

/// <summary>
/// Rounds values to a number of significant digits. An average or a rate has seventeen, most of them noise that does not compress: eight
/// are more than a chart can show, and half the bytes.
/// </summary>
internal static class SignificantDigits
{
    /// <summary>Fewest that can be asked for.</summary>
    public const int Least = 3;

    /// <summary>Most that can be asked for: more, and a number is what it was.</summary>
    public const int Most = 15;

    /// <summary>
    /// Powers of ten that a double holds exactly: a whole number divided by one of them is the nearest double to the decimal.
    /// </summary>
    private static readonly double[] Powers = [.. Enumerable.Range(0, 23).Select(n => Math.Pow(10, n))];

    /// <summary>An answer whose values have at most so many digits.</summary>
    public static RangeAnswer Round(RangeAnswer answer, int digits) => answer with
    {
        Series = [.. answer.Series.Select(line => line with { Values = Array.ConvertAll(line.Values, value => Round(value, digits)) })],
    };

    /// <summary>The nearest number of so many digits; what is too large or too small for exact powers of ten stays as it is.</summary>
    public static double Round(double value, int digits)
    {
        var size = Math.Abs(value);
        // Whole numbers of fewer digits, zero and NaN among what stays.
        if (!(size > 0) || (size < Powers[digits] && size == Math.Truncate(size))) return value;
        var decimals = digits - 1 - (int)Math.Floor(Math.Log10(size));
        if (decimals >= Powers.Length || -decimals >= Powers.Length) return value;
        return decimals >= 0
            ? Math.Round(value * Powers[decimals]) / Powers[decimals]
            : Math.Round(value / Powers[-decimals]) * Powers[-decimals];
    }
}
