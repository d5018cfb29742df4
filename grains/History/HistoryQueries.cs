using Dcmon.GrainInterfaces.History;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Queries.States;
using Dcmon.TimeSeries.Selection;
using Dcmon.Wire.Metrics;

namespace Dcmon.Grains.History;

/// <summary>Translates between what grains are asked and what the store is.</summary>
internal static class HistoryQueries
{
    /// <summary>The store's form of a query.</summary>
    /// <exception cref="SelectorException">A matcher is malformed.</exception>
    public static RangeQuery ToRangeQuery(this HistoryQuery query) => new(
        new SeriesSelector(
            query.Metric,
            [
                .. query.Labels.Select(label => new LabelMatcher(label.Key, label.Value)),
                .. (query.Match ?? []).SelectMany(SeriesSelector.ParseMatchers),
            ]),
        query.From,
        query.To,
        query.Step,
        query switch { { Rate: true } => Function.Rate, { Increase: true } => Function.Increase, _ => Function.Values },
        query.Window,
        ToAggregation(query.Over),
        query.Across is { } across ? ToAggregation(across) : null,
        query.By)
    {
        OverQuantile = query.Quantile ?? 0.5,
        AcrossQuantile = query.Quantile ?? 0.5,
        AcrossClients = query.AcrossClients,
    };

    /// <summary>The grains' form of a line.</summary>
    public static HistorySeries ToHistorySeries(this ResultSeries line) =>
        new(line.Client, line.Labels.ToDictionary(label => label.Name, label => label.Value), line.Values);

    /// <summary>The store's form of a query for states.</summary>
    /// <exception cref="SelectorException">A matcher is malformed.</exception>
    public static StateQuery ToStateQuery(this StatesQuery query) =>
        new(new SeriesSelector(query.Metric, query.Match.SelectMany(SeriesSelector.ParseMatchers)), query.From, query.To);

    /// <summary>The grains' form of a line of states.</summary>
    public static StatesLine ToStatesLine(this StateLine line) => new(
        line.Client,
        LabelsOf(line.Series),
        [.. line.Spans.Select(span => new StateSpanInfo(span.From, span.To, span.Value))]);

    /// <summary>The grains' form of a series.</summary>
    public static SeriesInfo ToSeriesInfo(this Series series, string client) => new(
        client,
        series.Metric,
        LabelsOf(series),
        series.Unit,
        series.Kind == MetricKind.Counter);

    private static Dictionary<string, string> LabelsOf(Series series) =>
        series.Labels.ToArray().ToDictionary(label => label.Name, label => label.Value);

    private static Aggregation ToAggregation(AcrossSeries combine) => combine switch
    {
        AcrossSeries.Sum => Aggregation.Sum,
        AcrossSeries.Minimum => Aggregation.Minimum,
        AcrossSeries.Maximum => Aggregation.Maximum,
        AcrossSeries.Count => Aggregation.Count,
        AcrossSeries.Quantile => Aggregation.Quantile,
        AcrossSeries.Last => Aggregation.Last,
        AcrossSeries.MinMax => Aggregation.MinMax,
        _ => Aggregation.Average,
    };
}
