using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Web.Security;

namespace Dcmon.Web.Enrollment;

/// <summary><c>/api/enrollment-tokens</c>: letting machines in.</summary>
internal static partial class EnrollmentApi
{
    /// <summary>Maps the routes.</summary>
    public static void MapEnrollment(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/enrollment-tokens").RequireAuthorization(Roles.Admin);
        tokens.MapGet("/", List).WithSummary("Tokens that may still be used, without the tokens themselves; those that expire first first.");
        tokens.MapPost("/", Create)
            .WithSummary("Makes a token and answers with the URL for 'dcmon-agent enroll'; it is shown only this once.")
            .Produces<TokenView>(StatusCodes.Status201Created).ProducesValidationProblem();
        tokens.MapDelete("/{id}", Revoke).WithSummary("Makes a token unusable. Machines that enrolled with it stay.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Task<IReadOnlyList<EnrollmentToken>> List(IGrainFactory grains) => grains.Enrollment().ListTokens();

    private static async Task<IResult> Create(
        TokenRequest request, HttpContext context, IGrainFactory grains, EnrollmentUrls urls, ILogger<TokenView> log)
    {
        var lifetime = TimeSpan.FromSeconds(Math.Clamp(request.LifetimeSeconds ?? 3600, 0, int.MaxValue));
        var uses = request.Uses ?? 1;
        Creating(log, context.User.Identity!.Name, uses, lifetime, context.Connection.RemoteIpAddress);
        var token = await grains.Enrollment().CreateToken(
            new TokenTerms(lifetime, uses, request.Tags ?? [], request.Group), context.User.Identity!.Name);
        return Results.Json(
            new TokenView(urls.For(token, context.Request.Host.Host).ToSecretString()), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Revoke(string id, HttpContext context, IGrainFactory grains, ILogger<TokenView> log)
    {
        if (!await grains.Enrollment().RevokeToken(id))
            return Results.Problem(
                "There is no such token: it was used up, has expired or was revoked.", statusCode: StatusCodes.Status404NotFound,
                title: "Unknown token");
        Revoked(log, context.User.Identity!.Name, id, context.Connection.RemoteIpAddress);
        return Results.NoContent();
    }

    [LoggerMessage(LogLevel.Information, "{User} revoked the enrolment token {Token}, from {Address}")]
    private static partial void Revoked(ILogger log, string? user, string token, System.Net.IPAddress? address);

    [LoggerMessage(LogLevel.Information, "{User} makes an enrolment token for {Uses} machines, good for {Lifetime}, from {Address}")]
    private static partial void Creating(ILogger log, string? user, int uses, TimeSpan lifetime, System.Net.IPAddress? address);
}

/// <summary>What the token should be good for.</summary>
/// <param name="LifetimeSeconds">1 to 2592000; an hour if left out.</param>
/// <param name="Uses">Machines that it may enrol, 1 to 10000; 1 if left out.</param>
/// <param name="Tags">Tags that they get: at most 20, of 1 to 50 characters each.</param>
/// <param name="Group">The group that they get into, 1 to 80 characters; null: none.</param>
public sealed record TokenRequest(double? LifetimeSeconds, int? Uses, IReadOnlyList<string>? Tags, string? Group = null);

/// <summary>A new token.</summary>
/// <param name="Url">The argument of <c>dcmon-agent enroll</c>. It is a secret until it is used.</param>
public sealed record TokenView(string Url);
