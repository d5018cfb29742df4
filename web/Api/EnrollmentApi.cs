using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Fleet;
using Dcmon.Web.Hosting;
using Dcmon.Web.Security;

namespace Dcmon.Web.Api;

/// <summary><c>/api/enrollment-tokens</c>: letting machines in.</summary>
internal static partial class EnrollmentApi
{
    private const int MaxUses = 10_000;
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(30);

    /// <summary>Maps the routes.</summary>
    public static void MapEnrollment(this IEndpointRouteBuilder api) =>
        api.MapPost("/enrollment-tokens", Create).RequireAuthorization(Roles.Admin)
            .WithSummary("Makes a token and answers with the URL for 'dcmon-agent enroll'; it is told this once.")
            .Produces<TokenView>(StatusCodes.Status201Created).ProducesValidationProblem();

    private static async Task<IResult> Create(
        TokenRequest request, HttpContext context, IGrainFactory grains, EnrollmentUrls urls, ILogger<TokenView> log)
    {
        var lifetime = TimeSpan.FromSeconds(request.LifetimeSeconds ?? 3600);
        var uses = request.Uses ?? 1;
        var problems = new Dictionary<string, string[]>();
        if (lifetime < TimeSpan.FromSeconds(1) || lifetime > MaxLifetime) problems["lifetimeSeconds"] = ["must be from 1 to 2592000 (30 days)."];
        if (uses is < 1 or > MaxUses) problems["uses"] = ["must be from 1 to 10000."];
        if (TagRules.ReadTags(request.Tags ?? [], out var tags) is { } badTags) problems["tags"] = [badTags];
        if (TagRules.ReadGroup(request.Group, out var group) is { } badGroup) problems["group"] = [badGroup];
        if (problems.Count > 0) return Results.ValidationProblem(problems);

        Creating(log, context.User.Identity!.Name, uses, lifetime, context.Connection.RemoteIpAddress);
        var token = await grains.Fleet().CreateToken(new TokenTerms(lifetime, uses, tags, group));
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
