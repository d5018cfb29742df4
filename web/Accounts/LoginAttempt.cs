using System.Net;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;

namespace Dcmon.Web.Accounts;

/// <summary>What came of an attempt to log in.</summary>
internal enum LoginOutcome
{
    /// <summary>The session has begun.</summary>
    LoggedIn = 0,

    /// <summary>User or password is wrong.</summary>
    Wrong = 1,

    /// <summary>There were too many wrong ones.</summary>
    Throttled = 2,
}

/// <summary>Checks user and password, and begins the session.</summary>
internal sealed partial class LoginAttempt(
    IGrainFactory grains, Passwords passwords, LoginThrottle throttle, KnownBrowser browsers, Sessions sessions, TimeProvider time,
    ILogger<LoginAttempt> log)
{
    private const int LongestInput = 256;

    /// <summary>Tries.</summary>
    public async Task<LoginOutcome> Try(HttpContext context, string? user, string? password)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (user is not { Length: > 0 and <= LongestInput } || password is not { Length: > 0 and <= LongestInput })
            return LoginOutcome.Wrong;
        using var guess = throttle.Begin(from, user, browsers.Find(context.Request, user));
        if (guess is null) return LoginOutcome.Throttled;
        if (guess.Delay > TimeSpan.Zero) await Task.Delay(guess.Delay, time, context.RequestAborted);
        var account = await grains.Accounts().Find(user);
        if (!passwords.Fits(account, password) || !await StartAsync(context, account!, from))
        {
            Failed(user, from);
            return LoginOutcome.Wrong;
        }

        guess.WasRight();
        LoggedIn(account!.User, from);
        return LoginOutcome.LoggedIn;
    }

    private async Task<bool> StartAsync(HttpContext context, Account account, IPAddress from)
    {
        var program = context.Request.Headers.UserAgent.ToString();
        if (program.Length > LongestInput) program = program[..LongestInput];
        var (secret, now) = (SessionCookie.NewSecret(), time.GetUtcNow().ToUnixTimeMilliseconds());
        var session = new Session(SessionCookie.SessionId(secret), account.User, now, AddressText(from), program, now);
        if (!await grains.Accounts().StartSession(session, account.PasswordHash)) return false;
        // The new session takes the place of the one that this browser had.
        if (context.User is { Identity.Name: { } user } && context.User.SessionId() is { } replaced)
            await sessions.EndAsync(user, replaced);
        SessionCookie.Set(context.Response, secret);
        return true;
    }

    private static string AddressText(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    [LoggerMessage(LogLevel.Information, "{User} logged in from {Address}")]
    private partial void LoggedIn(string user, IPAddress address);

    [LoggerMessage(LogLevel.Warning, "Log-in as {User} from {Address} failed")]
    private partial void Failed(string user, IPAddress address);
}
