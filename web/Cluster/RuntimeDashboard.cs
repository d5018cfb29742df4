using Dcmon.Web.Security;
using Orleans.Dashboard;

namespace Dcmon.Web.Cluster;

/// <summary>The dashboard that comes with Orleans, for admins.</summary>
internal static class RuntimeDashboard
{
    /// <summary>Where it is.</summary>
    public const string Path = "/cluster/orleans";

    /// <summary>It can show the state of any grain, hashes of passwords among it, which are nobody's business.</summary>
    private const string GrainState = Path + "/GrainState";

    /// <summary>Maps it.</summary>
    public static void MapRuntimeDashboard(this IEndpointRouteBuilder routes) =>
        routes.MapOrleansDashboard(Path).RequireAuthorization(Roles.Admin).AddEndpointFilter(HideStateAsync);

    private static ValueTask<object?> HideStateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Path.StartsWithSegments(GrainState)
            ? new ValueTask<object?>(Results.Problem("The state of grains is not shown.", statusCode: StatusCodes.Status403Forbidden))
            : next(context);
}
