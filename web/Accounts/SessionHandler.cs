using System.Security.Claims;
using System.Text.Encodings.Web;
using Dcmon.GrainInterfaces.Accounts;
using Dcmon.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Dcmon.Web.Accounts;

/// <summary>Identifies people and programs by their session, on each request.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string SchemeName = "session";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } secret) return AuthenticateResult.NoResult();
        var id = SessionCookie.SessionId(secret);
        if (await sessions.FindAsync(id) is not { } owner) return AuthenticateResult.NoResult();
        if (sessions.Touch(id, owner) && !Response.HasStarted) SessionCookie.Set(Response, secret);
        return AuthenticateResult.Success(new AuthenticationTicket(SessionPrincipal.Of(id, owner), SchemeName));
    }

    /// <summary>A person is redirected to the log-in page; a program gets a problem document.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!Request.IsForPeople()) return Refuse(StatusCodes.Status401Unauthorized, "Log in first: POST /api/session.");
        var from = Request.Path.ToUriComponent() + Request.QueryString.ToUriComponent();
        Response.Redirect($"{Request.Scheme}://{Request.Host.ToUriComponent()}/login?returnUrl={Uri.EscapeDataString(from)}");
        return Task.CompletedTask;
    }

    /// <summary>A page that a role may not see does not exist for it; a program gets a problem document.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (!Request.IsForPeople()) return Refuse(StatusCodes.Status403Forbidden, "Your role may not do this.");
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private Task Refuse(int status, string why) => Results.Problem(why, statusCode: status).ExecuteAsync(Context);
}

/// <summary>The user of a request or of a connection, as made from a session.</summary>
internal static class SessionPrincipal
{
    private const string SessionClaim = "dcmon.session";

    /// <summary>Makes it.</summary>
    public static ClaimsPrincipal Of(string id, SessionOwner owner)
    {
        Claim[] claims = [new(ClaimTypes.Name, owner.User), new(ClaimTypes.Role, owner.Role), new(SessionClaim, id)];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, SessionHandler.SchemeName));
    }

    /// <summary>The id of the session; null where nobody is logged in.</summary>
    public static string? SessionId(this ClaimsPrincipal? user) => user?.FindFirstValue(SessionClaim);
}
