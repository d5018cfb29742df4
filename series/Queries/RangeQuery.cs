using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Counters;
using Dcmon.TimeSeries.Selection;

namespace Dcmon.TimeSeries.Queries;

/// <summary>What to compute from the selected series over a span of time.</summary>
/// <param name="Selector">Which series. Rates and increases are of counters: gauges are passed over then.</param>
/// <param name="From">Start, Unix milliseconds.</param>
/// <param name="To">End, inclusive, Unix milliseconds.</param>
/// <param name="Step">
/// Milliseconds between points, which lie at multiples of it; a point stands for the step before it, (t − step, t].
/// The first and the last step are whole, even where <paramref name="From"/> and <paramref name="To"/> lie inside of them.
/// 0: a point a report, as it was reported.
/// </param>
/// <param name="Function">The values themselves, or the growth of counters.</param>
/// <param name="Window">
/// For growth: the last minus the first value (resets counted) of (t − window, t], and for rates over the time between
/// them, as it needs two. Null: growth since the newest value before the step, so that steps neither lose growth nor
/// count it twice; between samples more than <see cref="Counter.MaxGap"/> apart, none is counted.
/// </param>
/// <param name="Over">How the values of one series within a step become one; growth uses <see cref="Window"/> instead.</param>
/// <param name="Across">How series are combined at each point; null leaves each series alone.</param>
/// <param name="By">With <paramref name="Across"/>: labels that stay apart; <see cref="LabelNames.Client"/> may be one.</param>
public sealed record RangeQuery(
    SeriesSelector Selector,
    long From,
    long To,
    long Step,
    Function Function = Function.Values,
    long? Window = null,
    Aggregation Over = Aggregation.Average,
    Aggregation? Across = null,
    IReadOnlyList<string>? By = null)
{
    /// <summary>Points that one answer may hold, over all its series.</summary>
    public const int MaxPoints = 2_000_000;

    /// <summary>Which quantile <see cref="Over"/> means, 0 to 1, where it means one.</summary>
    public double OverQuantile { get; init; } = 0.5;

    /// <summary>Which quantile <see cref="Across"/> means, 0 to 1, where it means one.</summary>
    public double AcrossQuantile { get; init; } = 0.5;

    /// <summary>
    /// With <see cref="Across"/>: whether series of different clients are combined too, unless <see cref="By"/> names
    /// <see cref="LabelNames.Client"/>. Without it, each client has lines of its own.
    /// </summary>
    public bool AcrossClients { get; init; }

    /// <summary>Samples and summaries that may be read to answer; beyond it the query is refused.</summary>
    public long MaxSamples { get; init; } = 200_000_000;

    /// <summary>Whether it is about growth, which takes counters.</summary>
    public bool IsGrowth => Function != Function.Values;

    /// <summary>Whether each step gives two points; its milliseconds must be even then, as one of them lies in its middle.</summary>
    public bool IsMinMax => Function == Function.Values && Over == Aggregation.MinMax && Step > 0;

    /// <summary>Samples after this are needed, Unix milliseconds.</summary>
    public long After
    {
        get
        {
            var first = StepEnd(From);
            if (!IsGrowth) return first - Math.Max(Step, 1);
            return first - (Window ?? Math.Max(Step, 1) + Counter.MaxGap);
        }
    }

    /// <summary>Samples up to this are needed, Unix milliseconds, inclusive: the end of the last step.</summary>
    public long Until => StepEnd(To);

    /// <summary>
    /// The coarsest tier that answers exactly: steps and window must be made of whole buckets. Where the store has to
    /// use a coarser one (what is finer has expired), a bucket counts for the step that it ends in. Quantiles over time
    /// need every sample; of buckets, they are quantiles of the buckets' averages. Growth over a window counts across
    /// silences, which buckets of an hour have lost.
    /// </summary>
    public Tier Resolution
    {
        get
        {
            if (Step == 0 || (Function == Function.Values && Over == Aggregation.Quantile)) return Tier.Raw;
            if (Holds(Tier.OneHour) && (!IsGrowth || Window is null)) return Tier.OneHour;
            return Holds(Tier.FiveMinutes) ? Tier.FiveMinutes : Tier.Raw;
        }
    }

    /// <summary>The end of the step that a time lies in.</summary>
    public long StepEnd(long time)
    {
        if (Step == 0) return time;
        // Rounds up, before 1970 too.
        var past = time % Step;
        return past == 0 ? time : time - past + (past > 0 ? Step : 0);
    }

    private bool Holds(Tier tier) => Step % tier.Width() == 0 && (!IsGrowth || (Window ?? 0) % tier.Width() == 0);
}
