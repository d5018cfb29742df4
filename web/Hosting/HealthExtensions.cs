using Dcmon.GrainInterfaces;
using Dcmon.Silo.Metrics;

namespace Dcmon.Web.Hosting;

/// <summary>Whether the server lives, whether it can serve, and its own figures.</summary>
public static class HealthExtensions
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(3);

    /// <summary>Maps <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok\n")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/readyz", Ready).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/metrics", (ServerMetrics metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4"))
            .WithSummary("The server's own figures, in Prometheus' text format.");
    }

    /// <summary>Ready is who gets an answer from the grains, and whose store takes reports.</summary>
    private static async Task<IResult> Ready(IGrainFactory grains, TimeProvider time)
    {
        try
        {
            await grains.Fleet().Count().WaitAsync(ReadyWithin, time);
            return await grains.History().Refusal().WaitAsync(ReadyWithin, time) is { } refusal ? NotReady(refusal) : Results.Text("ready\n");
        }
        catch (Exception) // the probe only needs to know that it is not ready; the log of the failed silo has the reason
        {
            return NotReady("the grains do not answer");
        }
    }

    private static IResult NotReady(string reason) =>
        Results.Text($"not ready: {reason}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
