using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Api;
using Dcmon.Web.Security;

namespace Dcmon.Web.Programs;

/// <summary><c>/api/clients/{id}/tokens</c>: letting programs push samples of a machine.</summary>
internal static partial class ProgramTokensApi
{
    private const double DefaultLifetimeSeconds = 365 * 86_400;

    /// <summary>Maps the routes.</summary>
    public static void MapPrograms(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/clients/{id}/tokens").RequireAuthorization(Roles.Admin);
        tokens.MapGet("/", List)
            .WithSummary("Tokens of programs that push samples of a machine, without the tokens themselves, by name; expired ones too.")
            .Produces<IReadOnlyList<ProgramToken>>().ProducesProblem(StatusCodes.Status404NotFound);
        tokens.MapPost("/", Create)
            .WithSummary("Makes a token with which a program may push samples of a machine, and nothing else; it is shown only this once.")
            .Produces<ProgramTokenView>(StatusCodes.Status201Created)
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        tokens.MapDelete("/{token}", Revoke).WithSummary("Makes a token unusable. What was pushed with it stays.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(string id, IGrainFactory grains) => await grains.Fleet().Find(id) is null
        ? ApiProblems.NoClient(id)
        : Results.Json(await grains.Client(id).ListProgramTokens());

    private static async Task<IResult> Create(
        string id, ProgramTokenRequest request, HttpContext context, IGrainFactory grains, ILogger<ProgramTokenView> log)
    {
        if (await grains.Fleet().Find(id) is null) return ApiProblems.NoClient(id);
        var lifetime = TimeSpan.FromSeconds(Math.Clamp(request.LifetimeSeconds ?? DefaultLifetimeSeconds, 0, int.MaxValue));
        var user = context.User.Identity!.Name;
        Creating(log, user, request.Name, id, lifetime, context.Connection.RemoteIpAddress);
        return await grains.Client(id).CreateProgramToken(new ProgramTokenTerms(request.Name ?? "", lifetime), user) is { } token
            ? Results.Json(new ProgramTokenView(token), statusCode: StatusCodes.Status201Created)
            : ApiProblems.NoClient(id);
    }

    private static async Task<IResult> Revoke(
        string id, string token, HttpContext context, IGrainFactory grains, ILogger<ProgramTokenView> log)
    {
        if (await grains.Fleet().Find(id) is null) return ApiProblems.NoClient(id);
        if (!await grains.Client(id).RevokeProgramToken(token))
            return Results.Problem(
                "There is no such token: it was revoked, or expired and was replaced.", statusCode: StatusCodes.Status404NotFound,
                title: "Unknown token");
        Revoked(log, context.User.Identity!.Name, token, id, context.Connection.RemoteIpAddress);
        return Results.NoContent();
    }

    [LoggerMessage(
        LogLevel.Information, "{User} makes a token for the program {Program} of client {Client}, good for {Lifetime}, from {Address}")]
    private static partial void Creating(
        ILogger log, string? user, string? program, string client, TimeSpan lifetime, System.Net.IPAddress? address);

    [LoggerMessage(LogLevel.Information, "{User} revoked the token {Token} of a program of client {Client}, from {Address}")]
    private static partial void Revoked(ILogger log, string? user, string token, string client, System.Net.IPAddress? address);
}

/// <summary>What the token shall be.</summary>
/// <param name="Name">The program's name, 1 to 50 characters; no two tokens of a machine may have the same.</param>
/// <param name="LifetimeSeconds">1 to 157680000 (5 years); a year if left out.</param>
public sealed record ProgramTokenRequest(string? Name, double? LifetimeSeconds);

/// <summary>A new token.</summary>
/// <param name="Token">Sent by the program as <c>Authorization: Bearer TOKEN</c>. It is a secret.</param>
public sealed record ProgramTokenView(string Token);
