using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Dcmon.Web.Accounts;

/// <summary>Log-in and log-out: a form for people, JSON for programs, one cookie for both.</summary>
internal static class Login
{
    /// <summary>The form of the log-in page.</summary>
    public static async Task<IResult> PostForm(HttpContext context, IAntiforgery antiforgery, LoginAttempt attempt, KnownBrowser browser)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return FormTooOld();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (user, target) = (form["user"].ToString(), ReturnPath.Of(form["returnUrl"]));
        switch (await attempt.Try(context, user, form["password"].ToString()))
        {
            case LoginOutcome.LoggedIn:
                browser.Remember(context, user);
                return Results.Redirect(target);
            case LoginOutcome.Throttled:
                return Results.Redirect($"/login?failed=throttled&returnUrl={Uri.EscapeDataString(target)}");
            default:
                return Results.Redirect($"/login?failed=1&returnUrl={Uri.EscapeDataString(target)}");
        }
    }

    /// <summary>Log-in for programs.</summary>
    public static async Task<IResult> PostSession(HttpContext context, [FromBody] SessionRequest request, LoginAttempt attempt)
    {
        switch (await attempt.Try(context, request.User, request.Password))
        {
            case LoginOutcome.LoggedIn:
                return Results.NoContent();
            case LoginOutcome.Throttled:
                context.Response.Headers.RetryAfter = "6";
                return Results.Problem(
                    "There were too many wrong passwords; wait a few seconds.",
                    statusCode: StatusCodes.Status429TooManyRequests,
                    title: "Too many attempts");
            default:
                return Results.Problem("User or password is wrong.", statusCode: StatusCodes.Status401Unauthorized, title: "Not logged in");
        }
    }

    /// <summary>The form behind the log-out button.</summary>
    public static async Task<IResult> PostLogout(HttpContext context, IAntiforgery antiforgery, SessionEnd end)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return FormTooOld();
        await end.LogOutAsync(context);
        return Results.Redirect("/login");
    }

    /// <summary>Log-out for programs.</summary>
    public static async Task<IResult> DeleteSession(HttpContext context, SessionEnd end)
    {
        await end.LogOutAsync(context);
        return Results.NoContent();
    }

    private static IResult FormTooOld() => Results.Problem(
        "The form is too old; reload the page and try again.", statusCode: StatusCodes.Status400BadRequest, title: "Form not accepted");
}

/// <summary>Who logs in.</summary>
/// <param name="User">User name.</param>
/// <param name="Password">Password.</param>
public sealed record SessionRequest(string? User, string? Password);
