using System.Net;
using System.Security.Claims;
using Dcmon.GrainInterfaces;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Dcmon.Web.Accounts;

/// <summary>What came of an attempt to log in.</summary>
internal enum LoginOutcome
{
    /// <summary>The session has begun.</summary>
    LoggedIn = 0,

    /// <summary>User or password is wrong.</summary>
    Wrong = 1,

    /// <summary>Too many wrong ones came from this address.</summary>
    Throttled = 2,
}

/// <summary>Checks user and password, and begins the session.</summary>
internal sealed partial class LoginAttempt(IGrainFactory grains, Passwords passwords, LoginThrottle throttle, ILogger<LoginAttempt> log)
{
    private const int LongestInput = 256;

    /// <summary>Tries.</summary>
    public async Task<LoginOutcome> Try(HttpContext context, string? user, string? password)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!throttle.MayTry(from)) return LoginOutcome.Throttled;
        if (user is not { Length: > 0 and <= LongestInput } || password is not { Length: > 0 and <= LongestInput })
            return LoginOutcome.Wrong;
        var account = await grains.Accounts().Find(user);
        if (!passwords.Fits(account, password))
        {
            throttle.Wrong(from);
            Failed(user, from);
            return LoginOutcome.Wrong;
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, account!.User), new Claim(ClaimTypes.Role, account.Role)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
        LoggedIn(account.User, from);
        return LoginOutcome.LoggedIn;
    }

    [LoggerMessage(LogLevel.Information, "{User} logged in from {Address}")]
    private partial void LoggedIn(string user, IPAddress address);

    [LoggerMessage(LogLevel.Warning, "Log-in as {User} from {Address} failed")]
    private partial void Failed(string user, IPAddress address);
}
