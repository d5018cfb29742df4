using Dcmon.Web.Api;
using Dcmon.Web.Security;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Dcmon.Web.Accounts;

/// <summary>Sessions of people and programs.</summary>
public static class AccountsExtensions
{
    /// <summary>Registers cookie sessions. Whatever does not say otherwise needs one.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="keysDirectory">Directory of the keys that protect cookies and forms; made where it is missing.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services, string keysDirectory)
    {
        services.AddSingleton<Passwords>().AddSingleton<LoginThrottle>().AddSingleton<LoginAttempt>();
        services.AddDataProtection()
            .SetApplicationName("dcmon")
            .PersistKeysToFileSystem(Directory.CreateDirectory(keysDirectory));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "dcmon";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/login";
            cookie.Events.OnRedirectToLogin = redirect => Challenge(redirect, StatusCodes.Status401Unauthorized, "Log in first: POST /api/session.");
            cookie.Events.OnRedirectToAccessDenied = redirect => Challenge(redirect, StatusCodes.Status403Forbidden, "Your role may not do this.");
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Roles.Admin, policy => policy.RequireRole(Roles.Admin));
        return services.AddAntiforgery(form => form.Cookie.SecurePolicy = CookieSecurePolicy.Always);
    }

    /// <summary>Maps log-in and log-out.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        // Before the page of the same address, which takes every method.
        routes.MapPost("/login", Login.PostForm).WithOrder(-1)
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/logout", Login.PostLogout).ExcludeFromDescription();
        routes.MapPost("/api/session", Login.PostSession).AllowAnonymous()
            .WithSummary("Log in; the answer sets the session cookie.");
        routes.MapDelete("/api/session", (Delegate)Login.DeleteSession).WithSummary("Log out.");
    }

    /// <summary>A person is redirected to the log-in page; a program gets a problem document.</summary>
    private static Task Challenge(
        Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> redirect, int status, string why)
    {
        if (redirect.Request.IsForPeople())
        {
            // A page that a role may not see is no page for it.
            if (status == StatusCodes.Status403Forbidden) redirect.Response.StatusCode = status;
            else redirect.Response.Redirect(redirect.RedirectUri);
            return Task.CompletedTask;
        }

        return Results.Problem(why, statusCode: status).ExecuteAsync(redirect.HttpContext);
    }
}
