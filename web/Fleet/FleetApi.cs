using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Api;
using Dcmon.Web.Security;

namespace Dcmon.Web.Fleet;

/// <summary><c>/api/clients</c>, <c>/api/registrations</c>: the register of machines.</summary>
internal static partial class FleetApi
{
    /// <summary>Maps the routes.</summary>
    public static void MapFleet(this IEndpointRouteBuilder api)
    {
        api.MapGet("/clients", List).WithSummary("All machines, a row each.");
        api.MapGet("/registrations", Registrations).WithSummary("What the register says of all machines: when each was enrolled, tags, group.");
        api.MapPatch("/clients/{id}", Update).RequireAuthorization(Roles.Admin)
            .WithSummary("Gives a machine other tags, another group, or both; what is left out stays.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapDelete("/clients/{id}", Revoke).RequireAuthorization(Roles.Admin)
            .WithSummary("Revokes a machine: its agent is refused from now on. Its history stays.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IReadOnlyList<ClientSummary>> List(IGrainFactory grains) => await grains.Fleet().List();

    private static async Task<IReadOnlyList<ClientRegistration>> Registrations(IGrainFactory grains) =>
        await grains.Fleet().Registrations();

    private static async Task<IResult> Update(
        string id, ClientPatch patch, HttpContext context, IGrainFactory grains, ILogger<ClientPatch> log)
    {
        if (patch.Read(out var change) is { Count: > 0 } problems) return Results.ValidationProblem(problems);
        if (await grains.Fleet().Find(id) is null) return ApiProblems.NoClient(id);
        Updating(log, context.User.Identity!.Name, id, context.Connection.RemoteIpAddress);
        return await grains.Client(id).UpdateRegistration(change) ? Results.NoContent() : ApiProblems.NoClient(id);
    }

    private static async Task<IResult> Revoke(string id, HttpContext context, IGrainFactory grains, ILogger<ClientPatch> log)
    {
        if (await grains.Fleet().Find(id) is null) return ApiProblems.NoClient(id);
        Revoking(log, context.User.Identity!.Name, id, context.Connection.RemoteIpAddress);
        return await grains.Client(id).Revoke() ? Results.NoContent() : ApiProblems.NoClient(id);
    }

    [LoggerMessage(LogLevel.Information, "{User} changes tags or group of client {Client}, from {Address}")]
    private static partial void Updating(ILogger log, string? user, string client, System.Net.IPAddress? address);

    [LoggerMessage(LogLevel.Information, "{User} revokes client {Client}, from {Address}")]
    private static partial void Revoking(ILogger log, string? user, string client, System.Net.IPAddress? address);
}
