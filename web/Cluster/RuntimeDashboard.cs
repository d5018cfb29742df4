using Dcmon.Web.Security;
using Orleans.Dashboard;

namespace Dcmon.Web.Cluster;

/// <summary>The dashboard that comes with Orleans, for admins.</summary>
internal static class RuntimeDashboard
{
    /// <summary>Where it is.</summary>
    public const string Path = "/cluster/orleans";

    /// <summary>Shows the state of any grain, password hashes among it, which must stay secret.</summary>
    private const string GrainState = Path + "/GrainState";

    /// <summary>
    /// Maps it. Its own routes are made at the first request: to make them it reads and compresses all of its files
    /// and holds both forms. With its background work, that was 55 MB of the server's memory.
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <param name="start">Starts its background work, if it has not been started; awaited before each request.</param>
    public static void MapRuntimeDashboard(this IEndpointRouteBuilder routes, Func<Task> start)
    {
        var dashboard = new Lazy<RequestDelegate>(() => Build(routes.ServiceProvider));
        routes.MapGet(Path + "/{**page}", async context =>
        {
            await start();
            context.SetEndpoint(null);
            await dashboard.Value(context);
        }).RequireAuthorization(Roles.Admin);
    }

    private static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseEndpoints(routes => routes.MapOrleansDashboard(Path).AddEndpointFilter(HideStateAsync));
        return app.Build();
    }

    private static ValueTask<object?> HideStateAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Path.StartsWithSegments(GrainState)
            ? new(Results.Problem("The state of grains is not shown.", statusCode: StatusCodes.Status403Forbidden))
            : next(context);
}
