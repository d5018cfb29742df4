using Dcmon.GrainInterfaces.History;

namespace Dcmon.Web.Api;

/// <summary>Reads the query string of a time series request.</summary>
internal static class TimeseriesRequest
{
    /// <summary>Points an answer has where no step is given.</summary>
    private const int UsualPoints = 500;

    private static readonly string[] Known =
        ["client", "match", "from", "to", "step", "over", "agg", "q", "across", "by", "window", "format", "digits"];

    private static readonly Dictionary<string, AcrossSeries> Aggregations = new()
    {
        ["sum"] = AcrossSeries.Sum,
        ["avg"] = AcrossSeries.Average,
        ["min"] = AcrossSeries.Minimum,
        ["max"] = AcrossSeries.Maximum,
        ["count"] = AcrossSeries.Count,
        ["last"] = AcrossSeries.Last,
        ["quantile"] = AcrossSeries.Quantile,
    };

    private static readonly Dictionary<string, AcrossSeries> OverTime = new(Aggregations) { ["minmax"] = AcrossSeries.MinMax };

    private static readonly Dictionary<string, bool> Across = new() { ["machine"] = false, ["all"] = true };

    /// <summary>Reads the parameters; look at the reader's problems before using the result.</summary>
    /// <param name="metric">The metric, from the path.</param>
    /// <param name="reader">The parameters.</param>
    /// <param name="growth">What is asked of counters: rate, increase, or neither.</param>
    public static HistoryQuery Read(string metric, QueryReader reader, Growth growth)
    {
        reader.Allow(Known, labels: true);
        var (from, to) = reader.FromTo();
        var query = new HistoryQuery(
            metric,
            reader.All("client"),
            reader.Labels(),
            from,
            to,
            reader.Span("step") ?? UsualStep(to - from),
            growth == Growth.Rate,
            reader.Span("window"),
            reader.Word("agg", Aggregations, "to have each series alone"),
            reader.List("by"),
            reader.Matchers("match"),
            growth == Growth.Increase,
            reader.Word("over", OverTime, "for the average of each step") ?? AcrossSeries.Average,
            reader.Number("q", 0, 1),
            reader.Word("across", Across, "to combine the series of each machine by themselves") ?? false);
        Check(query, reader, growth);
        return query;
    }

    private static void Check(HistoryQuery query, QueryReader reader, Growth growth)
    {
        if (query.Window is not null && growth == Growth.None) reader.Refuse("window", "is for …/rate and …/increase only.");
        if (query.Window <= 0) reader.Refuse("window", "must be more than 0.");
        if (reader.Has("over") && growth != Growth.None)
            reader.Refuse("over", "is for values only; growth is counted over each step, or over 'window'.");
        if (reader.Has("over") && query.Step == 0) reader.Refuse("over", "needs a step of more than 0: without one, each report is a point.");
        if (query.Over == AcrossSeries.MinMax && query.Step % 2 != 0)
            reader.Refuse("step", "must be an even number of milliseconds with over=minmax, which gives a point in the middle of each step.");
        if (reader.Has("across") && !reader.Has("agg")) reader.Refuse("across", "says what 'agg' combines; give 'agg', too.");
        if (reader.Has("by") && !reader.Has("agg")) reader.Refuse("by", "says what stays apart with 'agg'; give 'agg', too.");
        var quantile = query.Over == AcrossSeries.Quantile || query.Across == AcrossSeries.Quantile;
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

/// <summary>What is asked of a counter.</summary>
internal enum Growth
{
    /// <summary>Its values.</summary>
    None = 0,

    /// <summary>Growth a second.</summary>
    Rate = 1,

    /// <summary>Growth.</summary>
    Increase = 2,
}
