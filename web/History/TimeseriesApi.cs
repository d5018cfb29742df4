using Dcmon.GrainInterfaces;
using Dcmon.Queries;
using Dcmon.Web.Api;
using Dcmon.Wire.Metrics;

namespace Dcmon.Web.History;

/// <summary><c>/api/timeseries</c>: history.</summary>
internal static class TimeseriesApi
{
    private const string Parameters =
        "Answers JSON, or CSV with format=csv or 'Accept: text/csv': a column of times, then one a line. client=ID (repeatable; left out: all machines), label.NAME=VALUE, match=MATCHER (repeatable, Prometheus' notation: gpu=~\"0|1\"; all must fit), "
        + "from and to (Unix milliseconds or seconds, RFC 3339, 'now', '-1h'), step (seconds, or '30s', '5m'; 0: a point a report), "
        + "agg=sum|avg|min|max|count|last|quantile (combines series; with q=0.95 for a quantile), across=machine|all (what agg combines: the series of "
        + "each machine, or of all; machine if left out), by=LABEL,LABEL (labels that stay apart with agg; client may be one), "
        + "digits=8 (3 to 15: rounds values to so many significant digits; left out, they are exact).";

    private const string Window =
        " window: each point is about (t - window, t], last minus first value; left out: the growth of each step since the newest value before it.";

    private static readonly Dictionary<string, bool> Formats = new() { ["json"] = false, ["csv"] = true };

    /// <summary>Maps the routes.</summary>
    public static void MapTimeseries(this IEndpointRouteBuilder api)
    {
        Map(api, "/timeseries/{metric}", Function.Values)
            .WithSummary("Values of a metric over time.")
            .WithDescription(Parameters + " over=avg|min|max|sum|count|last|quantile|minmax: how the values of a series within a step become one; minmax "
                + "gives two points a step, at its middle and at its end: its smallest and largest value in the order in which they came, so that spikes survive.");
        Map(api, "/timeseries/{metric}/rate", Function.Rate)
            .WithSummary("Growth a second of a counter over time; a decrease is taken as a restart from zero.")
            .WithDescription(Parameters + Window);
        Map(api, "/timeseries/{metric}/increase", Function.Increase)
            .WithSummary("Growth of a counter over time; a decrease is taken as a restart from zero.")
            .WithDescription(Parameters + Window);
    }

    /// <summary>The answer to a question that is too large or cannot be understood.</summary>
    public static IResult TooLarge(string refusal) =>
        Results.Problem(refusal, statusCode: StatusCodes.Status422UnprocessableEntity, title: "Query too large");

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder api, string route, Function function) =>
        api.MapGet(
                route,
                (string metric, HttpContext context, IGrainFactory grains, TimeProvider time) =>
                    Answer(metric, context, function, grains, time))
            .Produces<TimeseriesView>().ProducesValidationProblem().AddOpenApiOperationTransformer(ApiDocument.AnswersCsv);

    private static async Task<IResult> Answer(
        string metric, HttpContext context, Function function, IGrainFactory grains, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query, time.GetUtcNow());
        var query = TimeseriesRequest.Read(metric, reader, function);
        var csv = reader.Word("format", Formats, "for what 'Accept' says") ?? AcceptsCsv(context.Request);
        var digits = reader.Number("digits", SignificantDigits.Least, SignificantDigits.Most);
        if (digits is { } given && given != Math.Truncate(given)) reader.Refuse("digits", "must be a whole number.");
        if (reader.Problems.Count > 0) return Results.ValidationProblem(reader.Problems.ToDictionary());
        var answer = await grains.History().Query(query, context.RequestAborted);
        if (answer.Refusal is { } refusal) return TooLarge(refusal);
        if (digits is { } few) answer = SignificantDigits.Round(answer, (int)few);
        return csv ? new TimeseriesCsv(metric, answer) : Results.Json(TimeseriesView.Of(query, answer));
    }

    /// <summary>Whether CSV is named, and JSON is not: a browser takes anything.</summary>
    private static bool AcceptsCsv(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType == "text/csv") && accepted.All(type => type.MediaType != "application/json");
    }
}

/// <summary>Series on one axis of time.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Unit">Base unit of the values; null where the catalogue does not know the metric.</param>
/// <param name="From">Start, Unix milliseconds.</param>
/// <param name="To">End, Unix milliseconds.</param>
/// <param name="Step">Milliseconds between points; 0: a point a report.</param>
/// <param name="Times">Unix milliseconds; only times at which some series has a value.</param>
/// <param name="Series">The lines, each with a value or null for each time.</param>
public sealed record TimeseriesView(
    string Metric, string? Unit, long From, long To, long Step, long[] Times, IReadOnlyList<RangeLine> Series)
{
    /// <summary>The view of an answer.</summary>
    public static TimeseriesView Of(RangeQuery query, RangeAnswer answer) => new(
        query.Metric, MetricCatalog.Find(query.Metric)?.Unit, query.From, query.To, query.Step, answer.Times, answer.Series);
}
