using Dcmon.GrainInterfaces;
using Dcmon.Web.Security;

namespace Dcmon.Web.History;

/// <summary><c>/api/store</c>: looking after the series store.</summary>
internal static class StoreApi
{
    /// <summary>Maps the routes.</summary>
    public static void MapStore(this IEndpointRouteBuilder api) =>
        api.MapPost("/store/compaction", Compact).RequireAuthorization(Roles.Admin)
            .WithSummary("Has the series store seal and merge everything whose time is over, without waiting for it to be quiet.")
            .Produces(StatusCodes.Status202Accepted);

    private static async Task<IResult> Compact(IGrainFactory grains)
    {
        await grains.History().Compact();
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
