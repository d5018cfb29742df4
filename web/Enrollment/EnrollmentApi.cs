using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Web.Security;

namespace Dcmon.Web.Enrollment;

/// <summary><c>/api/enrollment-tokens</c>: letting machines in.</summary>
internal static partial class EnrollmentApi
{
    /// <summary>Maps the routes.</summary>
    public static void MapEnrollment(this IEndpointRouteBuilder api) =>
        api.MapPost("/enrollment-tokens", Create).RequireAuthorization(Roles.Admin)
            .WithSummary("Makes a token and answers with the URL for 'dcmon-agent enroll'; it is shown only this once.")
            .Produces<TokenView>(StatusCodes.Status201Created).ProducesValidationProblem();

    private static async Task<IResult> Create(
        TokenRequest request, HttpContext context, IGrainFactory grains, EnrollmentUrls urls, ILogger<TokenView> log)
    {
        var lifetime = TimeSpan.FromSeconds(Math.Clamp(request.LifetimeSeconds ?? 3600, 0, int.MaxValue));
        var uses = request.Uses ?? 1;
        Creating(log, context.User.Identity!.Name, uses, lifetime, context.Connection.RemoteIpAddress);
        var token = await grains.Enrollment().CreateToken(new TokenTerms(lifetime, uses, request.Tags ?? [], request.Group));
        return Results.Json(
            new TokenView(urls.For(token, context.Request.Host.Host).ToSecretString()), statusCode: StatusCodes.Status201Created);
    }

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
