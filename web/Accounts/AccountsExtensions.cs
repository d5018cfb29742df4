using Dcmon.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Dcmon.Web.Accounts;

/// <summary>Sessions of people and programs.</summary>
public static class AccountsExtensions
{
    /// <summary>Registers sessions. Whatever does not say otherwise needs one.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="keysDirectory">Directory of the keys that protect forms; made where it is missing.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services, string keysDirectory)
    {
        services.AddSingleton<Passwords>().AddSingleton<LoginThrottle>().AddSingleton<KnownBrowser>().AddSingleton<LoginAttempt>()
            .AddSingleton<Sessions>().AddSingleton<SessionEnd>()
            .AddSingleton<SessionConnections>().AddHostedService(provider => provider.GetRequiredService<SessionConnections>());
        // It would log each request that is not logged in.
        services.AddLogging(logging => logging.AddFilter(typeof(SessionHandler).FullName, LogLevel.Warning));
        services.AddDataProtection()
            .SetApplicationName("dcmon")
            .PersistKeysToFileSystem(Directory.CreateDirectory(keysDirectory));
        services.AddAuthentication(SessionHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
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
        routes.MapDelete("/api/session", Login.DeleteSession).WithSummary("Log out.");
    }
}
