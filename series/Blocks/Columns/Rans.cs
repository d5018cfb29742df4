namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Numbers of the entropy coder, range asymmetric numeral systems (J. Duda, arXiv:1311.2540) with a state of 32 bits
/// that is filled up 16 bits at a time. Long columns take turns with two states: a processor works on both at once.
/// </summary>
/// <param name="Log">The sum of all frequencies, as a power of two.</param>
/// <param name="States">How many states there are; token i belongs to state i mod <paramref name="States"/>.</param>
/// <param name="Precision">
/// Bits after the leading one that a frequency has, so that their table is small. What rounding costs grows with the
/// square of the error: about 0.05 %, 0.2 % and 0.7 % with 3, 2 and 1.
/// </param>
internal readonly record struct Rans(int Log, int States, int Precision)
{
    /// <summary>States are at least this after each step, and exactly this at the end of decoding.</summary>
    public const uint Lowest = 1 << 16;

    /// <summary>The largest sum of frequencies, as a power of two.</summary>
    public const int LargestLog = 12;

    /// <summary>For columns whose states and frequencies would otherwise be a good part of all their bytes.</summary>
    public static readonly Rans Small = new(10, 1, 1);

    /// <summary>For columns of some length.</summary>
    public static readonly Rans Medium = new(11, 2, 2);

    /// <summary>For long columns.</summary>
    public static readonly Rans Large = new(LargestLog, 2, 3);

    /// <summary>Those that suit a number of integers.</summary>
    public static Rans For(int count) => Of(CodingFor(count));

    /// <summary>The entropy coding that suits a number of integers.</summary>
    public static Coding CodingFor(int count) => count switch
    {
        >= 2048 => Coding.LargeEntropy,
        >= 512 => Coding.MediumEntropy,
        _ => Coding.SmallEntropy,
    };

    /// <summary>Those of an entropy coding.</summary>
    public static Rans Of(Coding coding) => coding switch
    {
        Coding.SmallEntropy => Small,
        Coding.MediumEntropy => Medium,
        Coding.LargeEntropy => Large,
        _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "Not an entropy coding."),
    };
}
