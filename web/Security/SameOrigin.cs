namespace Dcmon.Web.Security;

/// <summary>Refuses what pages of other sites ask for in a person's name: changes, and live connections.</summary>
internal static class SameOrigin
{
    private const string Hubs = "/hub";

    /// <summary>Puts the check in front of all that follows.</summary>
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
        Matters(context.Request) && IsForeign(context.Request)
            ? Results.Problem(
                $"A page of another site sent this: its origin is not https://{context.Request.Host}. "
                + "A proxy in front of the server must pass the header Host on as it came.",
                statusCode: StatusCodes.Status403Forbidden, title: "Foreign origin").ExecuteAsync(context)
            : next(context));

    /// <summary>A page can read no answer of another site, but it can change things there, and read what comes over a WebSocket.</summary>
    private static bool Matters(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Path.StartsWithSegments(Hubs);

    /// <summary>Browsers send the origin with all of these; programs send none.</summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is { Count: > 0 } origin
        && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
