using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Counters;

namespace Dcmon.TimeSeries.Queries;

/// <summary>What a range query needs of the store, worked out once.</summary>
/// <param name="query">The query.</param>
/// <param name="maxSamples">Samples and summaries that may be read to answer; beyond it the query is refused.</param>
/// <param name="cancel">Stops the matching of series.</param>
/// <exception cref="SelectorException">A matcher of the query is malformed.</exception>
internal sealed class RangePlan(RangeQuery query, long maxSamples = RangePlan.MostSamples, CancellationToken cancel = default)
{
    /// <summary>Points that one answer may hold, over all its series.</summary>
    public const int MaxPoints = 2_000_000;

    /// <summary>Samples and summaries that may be read to answer a query.</summary>
    public const long MostSamples = 200_000_000;

    /// <summary>The query.</summary>
    public RangeQuery Query { get; } = query;

    /// <summary>The series that are meant.</summary>
    public SeriesSelector Selector { get; } = query.Selector(new MatchBudget(cancel));

    /// <summary>Samples and summaries that may be read.</summary>
    public long MaxSamples { get; } = maxSamples;

    /// <summary>The quantile over time or across series, 0 to 1, where one is asked for.</summary>
    public double Quantile => Query.Quantile ?? 0.5;

    /// <summary>Whether it is about growth, which takes counters.</summary>
    public bool IsGrowth => Query.Function != Function.Values;

    /// <summary>Whether each step gives two points; its milliseconds must be even then, as one of them lies in its middle.</summary>
    public bool IsMinMax => !IsGrowth && Query.Over == Aggregation.MinMax && Query.Step > 0;

    /// <summary>Samples after this are needed, Unix milliseconds.</summary>
    public long After
    {
        get
        {
            var first = StepEnd(Query.From);
            var step = Math.Max(Query.Step, 1);
            return IsGrowth ? first - (Query.Window ?? step + Counter.MaxGap) : first - step;
        }
    }

    /// <summary>Samples up to this are needed, Unix milliseconds, inclusive: the end of the last step.</summary>
    public long Until => StepEnd(Query.To);

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
            if (Query.Step == 0 || (!IsGrowth && Query.Over == Aggregation.Quantile)) return Tier.Raw;
            if (Holds(Tier.OneHour) && (!IsGrowth || Query.Window is null)) return Tier.OneHour;
            return Holds(Tier.FiveMinutes) ? Tier.FiveMinutes : Tier.Raw;
        }
    }

    /// <summary>The end of the step that a time lies in.</summary>
    public long StepEnd(long time)
    {
        if (Query.Step == 0) return time;
        // Rounds up, before 1970 too.
        var past = time % Query.Step;
        return past == 0 ? time : time - past + (past > 0 ? Query.Step : 0);
    }

    private bool Holds(Tier tier) => Query.Step % tier.Width() == 0 && (!IsGrowth || (Query.Window ?? 0) % tier.Width() == 0);
}
