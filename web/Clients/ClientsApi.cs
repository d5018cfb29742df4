using Dcmon.GrainInterfaces;
using Dcmon.Web.Api;

namespace Dcmon.Web.Clients;

/// <summary><c>/api/clients/{id}</c>: one machine.</summary>
internal static class ClientsApi
{
    /// <summary>Maps the route.</summary>
    public static void MapClients(this IEndpointRouteBuilder api) =>
        api.MapGet("/clients/{id}", Get).WithSummary("All that is known of a machine.")
            .Produces<ClientView>().ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Get(string id, IGrainFactory grains) =>
        // The fleet is asked first: a made-up id must not bring a grain to life.
        await grains.Fleet().Find(id) is not null && await grains.Client(id).Get() is { } details
            ? Results.Json(ClientView.Of(details))
            : ApiProblems.NoClient(id);
}
