using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.History;
using Dcmon.Wire.Metrics;
using Orleans;

namespace Dcmon.Web.Api;

/// <summary><c>/api/timeseries</c>: history.</summary>
internal static class TimeseriesApi
{
    private const string Parameters =
        "client=ID (repeatable; left out: all machines), label.NAME=VALUE, from and to (Unix milliseconds or seconds, RFC 3339, 'now', '-1h'), "
        + "step (seconds, or '30s', '5m'; 0: a point a report), agg=sum|avg|min|max (combines the series of a machine), "
        + "by=LABEL,LABEL (labels that stay apart with agg).";

    /// <summary>Maps the routes.</summary>
    public static void MapTimeseries(this IEndpointRouteBuilder api)
    {
        api.MapGet("/timeseries/{metric}", (string metric, HttpContext context, IGrainFactory grains, TimeProvider time) =>
                Answer(metric, context, rate: false, grains, time))
            .WithSummary("Values of a metric over time.").WithDescription(Parameters)
            .Produces<TimeseriesView>().ProducesValidationProblem();
        api.MapGet("/timeseries/{metric}/rate", (string metric, HttpContext context, IGrainFactory grains, TimeProvider time) =>
                Answer(metric, context, rate: true, grains, time))
            .WithSummary("Growth a second of a counter over time; a decrease is taken as a restart from zero.")
            .WithDescription(Parameters + " window: each point is last minus first of (t - window, t] over the time between them; left out: the growth of each step.")
            .Produces<TimeseriesView>().ProducesValidationProblem();
    }

    private static async Task<IResult> Answer(
        string metric, HttpContext context, bool rate, IGrainFactory grains, TimeProvider time)
    {
        var request = new TimeseriesRequest();
        var query = request.Read(metric, context.Request.Query, rate, time.GetUtcNow());
        if (request.Problems.Count > 0) return Results.ValidationProblem(request.Problems.ToDictionary());
        var answer = await grains.History().Query(query, context.RequestAborted);
        return answer.Refusal is { } refusal
            ? Results.Problem(refusal, statusCode: StatusCodes.Status422UnprocessableEntity, title: "Query too large")
            : Results.Json(TimeseriesView.Of(query, answer));
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
    string Metric, string? Unit, long From, long To, long Step, long[] Times, IReadOnlyList<HistorySeries> Series)
{
    /// <summary>The view of an answer.</summary>
    public static TimeseriesView Of(HistoryQuery query, HistoryAnswer answer) => new(
        query.Metric, MetricCatalog.Find(query.Metric)?.Unit, query.From, query.To, query.Step, answer.Times, answer.Series);
}
