using Dcmon.GrainInterfaces;
using Dcmon.Queries;
using Dcmon.Web.Api;

namespace Dcmon.Web.History;

/// <summary><c>/api/states</c>: which state was when.</summary>
internal static class StatesApi
{
    private static readonly string[] Known = ["client", "match", "from", "to"];

    /// <summary>Maps the routes.</summary>
    public static void MapStates(this IEndpointRouteBuilder api) =>
        api.MapGet("/states/{metric}", Answer)
            .WithSummary("Spans of equal value of a state-like metric, a line a series; where a series was silent there is none.")
            .WithDescription(
                "client=ID (repeatable; left out: all machines), match=MATCHER (repeatable, Prometheus' notation: gpu=~\"0|1\"; all must fit), "
                + "from and to (as for /api/timeseries; the last day if none is given). A silence is one of more than 60 seconds and more than 3 times "
                + "the usual distance of the samples. Of spans longer than a week, short excursions are listed, but not at which time within 5 minutes (an hour) they were.")
            .Produces<IReadOnlyList<StatesLine>>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Answer(string metric, HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query, time.GetUtcNow());
        reader.Allow(Known, labels: false);
        var (from, to) = reader.FromTo(86_400_000);
        var query = new StatesQuery(metric, reader.All("client"), reader.Matchers("match") ?? [], from, to);
        if (reader.Problems.Count > 0) return Results.ValidationProblem(reader.Problems.ToDictionary());
        var answer = await grains.History().States(query, context.RequestAborted);
        return answer.Refusal is { } refusal ? TimeseriesApi.TooLarge(refusal) : Results.Json(answer.Lines);
    }
}
