using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Queries;

namespace Dcmon.TimeSeries.Tests.Queries;

/// <summary>Queries in few words.</summary>
internal static class Ask
{
    /// <summary>A range query for the series of a selector in Prometheus' notation, of all clients that it accepts.</summary>
    public static RangeQuery Range(
        string selector,
        long from,
        long to,
        long step,
        Function function = Function.Values,
        long? window = null,
        Aggregation over = Aggregation.Average,
        Aggregation? across = null,
        IReadOnlyList<string>? by = null)
    {
        var (metric, match) = (SeriesSelector.Parse(selector), new List<string>());
        foreach (var matcher in metric.Matchers.Where(each => each.Name != LabelNames.Metric || each.Kind != MatchKind.Equal))
            match.Add(matcher.ToString());
        return new RangeQuery(
            metric.Metric ?? "", null, new Dictionary<string, string>(), from, to, step,
            Window: window, Over: over, Across: across, By: by, Match: match)
        { Function = function };
    }

    /// <summary>The events of a span of time, its end included.</summary>
    public static EventsQuery Events(long from, long to, int limit = 1000) => new(null, [], 0, from, to, limit);

    /// <summary>What the query needs of a store.</summary>
    public static RangePlan Plan(this RangeQuery query) => new(query);
}
