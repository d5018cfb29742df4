using Dcmon.Queries.Selection;

namespace Dcmon.Queries;

/// <summary>Asks for the values of series over a span of time.</summary>
/// <param name="Metric">Metric name; empty: any, as far as <paramref name="Match"/> says.</param>
/// <param name="Clients">Client ids; null: all.</param>
/// <param name="Labels">Label values that a series must have.</param>
/// <param name="From">Start, Unix milliseconds.</param>
/// <param name="To">End, inclusive, Unix milliseconds.</param>
/// <param name="Step">
/// Milliseconds between points, which lie at multiples of it; a point stands for the step before it, (t − step, t].
/// The first and the last step are whole, even where <paramref name="From"/> and <paramref name="To"/> lie inside of them.
/// 0: a point a report, as it was reported.
/// </param>
/// <param name="Rate">Growth a second of counters instead of values; gauges are passed over.</param>
/// <param name="Window">
/// For growth: the last minus the first value (resets counted) of (t − window, t], milliseconds, and for rates over the time
/// between them, as it needs two. Null: growth since the newest value before the step, so that steps neither lose growth nor
/// count it twice; between samples more than 5 minutes apart, none is counted.
/// </param>
/// <param name="Across">How series are combined at each point; null leaves each series alone.</param>
/// <param name="By">With <paramref name="Across"/>: labels that stay apart; <see cref="LabelNames.Client"/> may be one.</param>
/// <param name="Match">Further conditions in Prometheus' notation, such as <c>gpu=~"0|1"</c>; all must hold.</param>
/// <param name="Increase">Growth of counters instead of values; gauges are passed over.</param>
/// <param name="Over">How the values of one series within a step become one; growth uses <paramref name="Window"/> instead.</param>
/// <param name="Quantile">Which quantile, 0 to 1, where one is asked for; null: the median.</param>
/// <param name="AcrossClients">
/// With <paramref name="Across"/>: whether series of different clients are combined, too, unless <paramref name="By"/> names
/// <see cref="LabelNames.Client"/>. Without it, each client has lines of its own.
/// </param>
[GenerateSerializer, Immutable, Alias("dcmon.history-query")]
public sealed record RangeQuery(
    [property: Id(0)] string Metric,
    [property: Id(1)] IReadOnlyList<string>? Clients,
    [property: Id(2)] IReadOnlyDictionary<string, string> Labels,
    [property: Id(3)] long From,
    [property: Id(4)] long To,
    [property: Id(5)] long Step,
    [property: Id(6)] bool Rate = false,
    [property: Id(7)] long? Window = null,
    [property: Id(8)] Aggregation? Across = null,
    [property: Id(9)] IReadOnlyList<string>? By = null,
    [property: Id(10)] IReadOnlyList<string>? Match = null,
    [property: Id(11)] bool Increase = false,
    [property: Id(12)] Aggregation Over = Aggregation.Average,
    [property: Id(13)] double? Quantile = null,
    [property: Id(14)] bool AcrossClients = false)
{
    /// <summary><see cref="Rate"/> and <see cref="Increase"/> as one.</summary>
    public Function Function
    {
        get => Rate ? Function.Rate : Increase ? Function.Increase : Function.Values;
        init => (Rate, Increase) = (value == Function.Rate, value == Function.Increase);
    }

    /// <summary>The series that are meant.</summary>
    /// <exception cref="SelectorException">A matcher is malformed.</exception>
    public SeriesSelector Selector() => Selector(new MatchBudget(CancellationToken.None));

    /// <inheritdoc cref="Selector()"/>
    /// <param name="budget">What its regular expressions may take.</param>
    public SeriesSelector Selector(MatchBudget budget) => new(
    [
        .. Metric.Length == 0 ? Array.Empty<LabelMatcher>() : [new LabelMatcher(LabelNames.Metric, Metric)],
        .. Labels.Select(label => new LabelMatcher(label.Key, label.Value)),
        .. (Match ?? []).SelectMany(each => SeriesSelector.ParseMatchers(each, budget)),
    ]);
}
