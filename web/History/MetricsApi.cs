using Dcmon.GrainInterfaces;
using Dcmon.Queries;
using Dcmon.Web.Api;
using Dcmon.Wire.Metrics;

namespace Dcmon.Web.History;

/// <summary><c>/api/metrics</c>: what can be charted.</summary>
internal static class MetricsApi
{
    /// <summary>Ten minutes: what the fleet reports now, slow collectors' figures and machines that hiccup included.</summary>
    private const long UsualSpan = 600_000;

    private const string Parameters =
        "client=ID (repeatable; left out: all machines), from and to (as for /api/timeseries; the last 10 minutes if none is given).";

    private static readonly string[] Known = ["client", "from", "to"];

    /// <summary>Maps the routes.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        api.MapGet("/metrics", List)
            .WithSummary("The metrics that the machines report, by name, with what is known of them.")
            .WithDescription(Parameters).Produces<IReadOnlyList<MetricView>>().ProducesValidationProblem();
        api.MapGet("/metrics/{name}/labels", Labels)
            .WithSummary("The labels of a metric, each with its first 200 values.")
            .WithDescription(Parameters).Produces<IReadOnlyList<LabelInfo>>().ProducesValidationProblem();
    }

    private static async Task<IResult> List(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query, time.GetUtcNow());
        var query = Read(reader);
        if (reader.Problems.Count > 0) return Results.ValidationProblem(reader.Problems.ToDictionary());
        var answer = await grains.History().Metrics(query, context.RequestAborted);
        return answer.Refusal is { } refusal ? TimeseriesApi.TooLarge(refusal) : Results.Json(answer.Metrics.Select(MetricView.Of));
    }

    private static async Task<IResult> Labels(string name, HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query, time.GetUtcNow());
        var query = Read(reader);
        if (reader.Problems.Count > 0) return Results.ValidationProblem(reader.Problems.ToDictionary());
        return Results.Json((await grains.History().Labels(name, query, context.RequestAborted)).Labels);
    }

    private static MetricsQuery Read(QueryReader reader)
    {
        reader.Allow(Known, labels: false);
        var (from, to) = reader.FromTo(UsualSpan);
        // A machine's clock may be a little ahead.
        if (!reader.Has("to")) to += Wire.WireLimits.MaxFutureMilliseconds;
        return new MetricsQuery(reader.All("client"), from, to);
    }
}

/// <summary>A metric as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Gauge or counter.</param>
/// <param name="Unit">Base unit of its values, or empty.</param>
/// <param name="Help">One sentence for people; null where the metric is not dcmon's own.</param>
public sealed record MetricView(string Name, MetricKind Kind, string Unit, string? Help)
{
    /// <summary>The view of a metric; what the catalogue says of it counts.</summary>
    public static MetricView Of(MetricInfo metric) => MetricCatalog.Find(metric.Name) is { } known
        ? new MetricView(known.Name, known.Kind, known.Unit, known.Help)
        : new MetricView(metric.Name, metric.Counter ? MetricKind.Counter : MetricKind.Gauge, metric.Unit, null);
}
