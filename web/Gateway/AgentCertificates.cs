using Microsoft.AspNetCore.Connections.Features;

namespace Dcmon.Web.Gateway;

/// <summary>
/// Looks at the caller's certificate on each request: the handshake checked it once, and a connection may be open for months.
/// </summary>
internal static class AgentCertificates
{
    /// <summary>
    /// Refuses a request whose certificate has ended, and closes the connection of a caller who was refused for whatever reason.
    /// </summary>
    public static async Task RefuseEndedAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        if (context.Connection.ClientCertificate?.NotAfter is { } end && end.ToUniversalTime() <= time.GetUtcNow())
            await GatewayProblems.NotAccepted(
                $"This certificate ended at {end.ToUniversalTime():u}. Enrol the machine again: dcmon-agent enroll --force URL.").ExecuteAsync(context);
        else
            await next(context);
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
    }
}
