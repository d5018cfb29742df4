namespace Dcmon.TimeSeries.Queries;

/// <summary>What to compute from the selected series over a span of time.</summary>
/// <param name="Selector">Which series.</param>
/// <param name="From">Start, Unix milliseconds.</param>
/// <param name="To">End, inclusive, Unix milliseconds.</param>
/// <param name="Step">
/// Milliseconds between points, which lie at multiples of it; a point stands for the step before it, (t − step, t].
/// 0: a point a report, as it was reported.
/// </param>
/// <param name="Rate">True for the growth a second of a counter, false for the values themselves.</param>
/// <param name="Window">
/// For rates: the last minus the first value (resets counted) of (t − window, t] over the time between them, as it
/// needs two. Null: growth since the newest value before the step, so that steps neither lose growth nor count it twice.
/// </param>
/// <param name="Over">How the values of one series within a step become one; rates use <see cref="Window"/> instead.</param>
/// <param name="Across">How series are combined at each point; null leaves each series alone.</param>
/// <param name="By">With <paramref name="Across"/>: labels that stay apart, besides the client.</param>
public sealed record RangeQuery(
    SeriesSelector Selector,
    long From,
    long To,
    long Step,
    bool Rate = false,
    long? Window = null,
    Aggregation Over = Aggregation.Average,
    Aggregation? Across = null,
    IReadOnlyList<string>? By = null)
{
    /// <summary>Points that one answer may hold, over all its series.</summary>
    public const int MaxPoints = 2_000_000;

    /// <summary>The end of the step that a time lies in.</summary>
    public long StepEnd(long time) => Step == 0 ? time : (time + Step - 1) / Step * Step;

    /// <summary>How far before <see cref="From"/> samples are needed.</summary>
    public long LookBack => Rate ? Window ?? Math.Max(Counters.Counter.MaxGap, 2 * Step) : 0;
}
