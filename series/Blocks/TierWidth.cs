namespace Dcmon.TimeSeries.Blocks;

/// <summary>How much time a row of a tier stands for.</summary>
public static class TierWidth
{
    /// <summary>Milliseconds of one bucket: the row with the end e stands for (e − width, e]. 0 for raw.</summary>
    public static long Width(this Tier tier) => tier switch
    {
        Tier.Raw => 0,
        Tier.FiveMinutes => 5 * 60 * 1000,
        Tier.OneHour => 60 * 60 * 1000,
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier."),
    };
}
