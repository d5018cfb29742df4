using Dcmon.GrainInterfaces;
using Dcmon.Queries;
using Dcmon.Web.Api;

namespace Dcmon.Web.History;

/// <summary><c>/api/series</c> and <c>/api/latest</c>: what there is, and what it was last.</summary>
internal static class SeriesApi
{
    private const string Parameters =
        "match=SELECTOR (repeatable, Prometheus' notation: load1, gpu_power_watts{gpu=~\"0|1\"}, {client=\"ID\"}; a series that fits one is meant; left out: all), "
        + "client=ID (repeatable; left out: all machines), from and to (as for /api/timeseries).";

    private static readonly string[] Known = ["match", "client", "from", "to"];

    /// <summary>Maps the routes.</summary>
    public static void MapSeries(this IEndpointRouteBuilder api)
    {
        api.MapGet("/series", List)
            .WithSummary("The series of each machine that have values within a span of time, the last hour if none is given.")
            .WithDescription(Parameters).Produces<IReadOnlyList<SeriesInfo>>().ProducesValidationProblem();
        api.MapGet("/latest", Latest)
            .WithSummary("The newest value of each series within a span of time, the last 5 minutes if none is given.")
            .WithDescription(Parameters).Produces<IReadOnlyList<SeriesLatest>>().ProducesValidationProblem();
    }

    private static async Task<IResult> List(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query, time.GetUtcNow());
        var query = Read(reader, 3_600_000);
        if (reader.Problems.Count > 0) return Results.ValidationProblem(reader.Problems.ToDictionary());
        var answer = await grains.History().Series(query, context.RequestAborted);
        return answer.Refusal is { } refusal
            ? TimeseriesApi.TooLarge(refusal)
            : Results.Json(answer.Series);
    }

    private static async Task<IResult> Latest(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query, time.GetUtcNow());
        var query = Read(reader, 300_000);
        if (reader.Problems.Count > 0) return Results.ValidationProblem(reader.Problems.ToDictionary());
        var answer = await grains.History().Latest(query, context.RequestAborted);
        return answer.Refusal is { } refusal
            ? TimeseriesApi.TooLarge(refusal)
            : Results.Json(answer.Values);
    }

    private static SeriesQuery Read(QueryReader reader, long usual)
    {
        reader.Allow(Known, labels: false);
        var (from, to) = reader.FromTo(usual);
        return new SeriesQuery(reader.Selectors("match") ?? [], reader.All("client"), from, to);
    }
}
