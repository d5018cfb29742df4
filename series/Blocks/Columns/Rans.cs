namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Numbers of the entropy coder, range asymmetric numeral systems (J. Duda, arXiv:1311.2540) with a state of 32 bits
/// that is filled up 16 bits at a time. Long columns take turns with two states: a processor works on both at once.
/// </summary>
/// <param name="Log">The sum of all frequencies, as a power of two.</param>
/// <param name="States">How many states there are; token i belongs to state i mod <paramref name="States"/>.</param>
internal readonly record struct Rans(int Log, int States)
{
    /// <summary>States are at least this after each step, and exactly this at the end of decoding.</summary>
    public const uint Lowest = 1 << 16;

    /// <summary>The largest sum of frequencies, as a power of two.</summary>
    public const int LargestLog = 12;

    /// <summary>For columns whose states and frequencies would otherwise be a good part of all their bytes.</summary>
    public static readonly Rans Small = new(10, 1);

    /// <summary>For columns of some length.</summary>
    public static readonly Rans Medium = new(11, 2);

    /// <summary>For long columns.</summary>
    public static readonly Rans Large = new(LargestLog, 2);

    /// <summary>Those of an entropy coding.</summary>
    public static Rans Of(Coding coding) => coding switch
    {
        Coding.SmallEntropy => Small,
        Coding.MediumEntropy => Medium,
        Coding.LargeEntropy => Large,
        _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "Not an entropy coding."),
    };
}
