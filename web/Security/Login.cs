using System.Security.Claims;
using Dcmon.GrainInterfaces;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Orleans;

namespace Dcmon.Web.Security;

/// <summary>Log-in and log-out: a form for people, JSON for programs, one cookie for both.</summary>
internal static partial class Login
{
    private const int LongestInput = 256;

    /// <summary>The form of the log-in page.</summary>
    public static async Task<IResult> PostForm(
        HttpContext context, IAntiforgery antiforgery, IGrainFactory grains, Passwords passwords, ILogger<Passwords> log)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.Problem("The form is too old; reload the page and try again.", statusCode: 400, title: "Form not accepted");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var target = LocalPath(form["returnUrl"]);
        return await SignIn(context, grains, passwords, log, form["user"].ToString(), form["password"].ToString())
            ? Results.Redirect(target)
            : Results.Redirect($"/login?failed=1&returnUrl={Uri.EscapeDataString(target)}");
    }

    /// <summary>Log-in for programs.</summary>
    public static async Task<IResult> PostSession(
        HttpContext context, [FromBody] SessionRequest request, IGrainFactory grains, Passwords passwords, ILogger<Passwords> log) =>
        await SignIn(context, grains, passwords, log, request.User, request.Password)
            ? Results.NoContent()
            : Results.Problem("User or password is wrong.", statusCode: StatusCodes.Status401Unauthorized, title: "Not logged in");

    /// <summary>The form behind the log-out button.</summary>
    public static async Task<IResult> PostLogout(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.Problem("The form is too old; reload the page and try again.", statusCode: 400, title: "Form not accepted");
        await context.SignOutAsync();
        return Results.Redirect("/login");
    }

    /// <summary>Log-out for programs.</summary>
    public static async Task<IResult> DeleteSession(HttpContext context)
    {
        await context.SignOutAsync();
        return Results.NoContent();
    }

    private static async Task<bool> SignIn(
        HttpContext context, IGrainFactory grains, Passwords passwords, ILogger log, string? user, string? password)
    {
        if (user is not { Length: > 0 and <= LongestInput } || password is not { Length: > 0 and <= LongestInput }) return false;
        var account = await grains.Accounts().Find(user);
        if (!passwords.Fits(account, password))
        {
            Failed(log, user, context.Connection.RemoteIpAddress);
            return false;
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, account!.User), new Claim(ClaimTypes.Role, account.Role)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
        LoggedIn(log, account.User, context.Connection.RemoteIpAddress);
        return true;
    }

    /// <summary>A path of this server; anything else would let a link send a person elsewhere.</summary>
    private static string LocalPath(string? url) =>
        url is { Length: > 0 } && url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal)
        && !url.StartsWith("/\\", StringComparison.Ordinal)
            ? url
            : "/";

    [LoggerMessage(LogLevel.Information, "{User} logged in from {Address}")]
    private static partial void LoggedIn(ILogger log, string user, System.Net.IPAddress? address);

    [LoggerMessage(LogLevel.Warning, "Log-in as {User} from {Address} failed")]
    private static partial void Failed(ILogger log, string user, System.Net.IPAddress? address);
}

/// <summary>Who logs in.</summary>
/// <param name="User">User name.</param>
/// <param name="Password">Password.</param>
public sealed record SessionRequest(string? User, string? Password);
