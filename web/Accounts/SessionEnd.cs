namespace Dcmon.Web.Accounts;

/// <summary>Ends sessions, and logs it.</summary>
internal sealed partial class SessionEnd(Sessions sessions, ILogger<SessionEnd> log)
{
    /// <summary>Ends a session of the user of a request.</summary>
    /// <returns>Whether the user had it.</returns>
    public async Task<bool> EndAsync(HttpContext context, string id)
    {
        var user = context.User.Identity!.Name!;
        if (!await sessions.EndAsync(user, id)) return false;
        if (id == context.User.SessionId()) SessionCookie.Delete(context.Response);
        Ended(user, id[..8], context.Connection.RemoteIpAddress);
        return true;
    }

    /// <summary>Logs the user of a request out.</summary>
    public Task LogOutAsync(HttpContext context) => EndAsync(context, context.User.SessionId()!);

    [LoggerMessage(LogLevel.Information, "{User} ended the session {Session}…, from {Address}")]
    private partial void Ended(string user, string session, System.Net.IPAddress? address);
}
