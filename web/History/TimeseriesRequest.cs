using Dcmon.Queries;
using Dcmon.Web.Api;

namespace Dcmon.Web.History;

/// <summary>Reads the query string of a time series request.</summary>
internal static class TimeseriesRequest
{
    /// <summary>Points an answer has where no step is given.</summary>
    private const int UsualPoints = 500;

    private static readonly string[] Known =
        ["client", "match", "from", "to", "step", "over", "agg", "q", "across", "by", "window", "format", "digits"];

    private static readonly Dictionary<string, Aggregation> Aggregations = new()
    {
        ["sum"] = Aggregation.Sum,
        ["avg"] = Aggregation.Average,
        ["min"] = Aggregation.Minimum,
        ["max"] = Aggregation.Maximum,
        ["count"] = Aggregation.Count,
        ["last"] = Aggregation.Last,
        ["quantile"] = Aggregation.Quantile,
    };

    private static readonly Dictionary<string, Aggregation> OverTime = new(Aggregations) { ["minmax"] = Aggregation.MinMax };

    private static readonly Dictionary<string, bool> Across = new() { ["machine"] = false, ["all"] = true };

    /// <summary>Reads the parameters; look at the reader's problems before using the result.</summary>
    /// <param name="metric">The metric, from the path.</param>
    /// <param name="reader">The parameters.</param>
    /// <param name="function">What is computed, from the path.</param>
    public static RangeQuery Read(string metric, QueryReader reader, Function function)
    {
        reader.Allow(Known, labels: true);
        var (from, to) = reader.FromTo();
        var query = new RangeQuery(
            metric,
            reader.All("client"),
            reader.Labels(),
            from,
            to,
            reader.Span("step") ?? UsualStep(to - from),
            Window: reader.Span("window"),
            Across: reader.Word("agg", Aggregations, "to have each series alone"),
            By: reader.List("by"),
            Match: reader.Matchers("match"),
            Over: reader.Word("over", OverTime, "for the average of each step") ?? Aggregation.Average,
            Quantile: reader.Number("q", 0, 1),
            AcrossClients: reader.Word("across", Across, "to combine the series of each machine by themselves") ?? false)
        { Function = function };
        Check(query, reader);
        return query;
    }

    private static void Check(RangeQuery query, QueryReader reader)
    {
        if (query.Window is not null && query.Function == Function.Values) reader.Refuse("window", "is for …/rate and …/increase only.");
        if (query.Window <= 0) reader.Refuse("window", "must be more than 0.");
        if (reader.Has("over") && query.Function != Function.Values)
            reader.Refuse("over", "is for values only; growth is counted over each step, or over 'window'.");
        if (reader.Has("over") && query.Step == 0) reader.Refuse("over", "needs a step of more than 0: without one, each report is a point.");
        if (query.Over == Aggregation.MinMax && query.Step % 2 != 0)
            reader.Refuse("step", "must be an even number of milliseconds with over=minmax, which gives a point in the middle of each step.");
        if (reader.Has("across") && !reader.Has("agg")) reader.Refuse("across", "says what 'agg' combines; give 'agg' as well.");
        if (reader.Has("by") && !reader.Has("agg")) reader.Refuse("by", "says what stays apart with 'agg'; give 'agg' as well.");
        var quantile = query.Over == Aggregation.Quantile || query.Across == Aggregation.Quantile;
        if (quantile && !reader.Has("q")) reader.Refuse("q", "is needed with quantile, as in q=0.95.");
        if (!quantile && reader.Has("q")) reader.Refuse("q", "is for agg=quantile or over=quantile only.");
    }

    /// <summary>A round number of seconds that gives about <see cref="UsualPoints"/> points.</summary>
    private static long UsualStep(long span)
    {
        long[] round = [10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];
        return 1000 * round.FirstOrDefault(step => span / (step * 1000) <= UsualPoints, round[^1]);
    }
}
