namespace Dcmon.Agent.Uplink;

/// <summary>The state of the connection to the server after the last message.</summary>
/// <param name="Server">Which server.</param>
/// <param name="ClientId">Under which id this machine reports.</param>
/// <param name="Problem">Why the last message did not arrive; null where it did.</param>
/// <param name="Since">Since when messages arrive there, or do not.</param>
/// <param name="LastSuccess">When the server took a message last; null where it never did.</param>
internal sealed record ConnectionState(Uri Server, string ClientId, string? Problem, DateTimeOffset Since, DateTimeOffset? LastSuccess)
{
    /// <summary>The state after a message.</summary>
    /// <param name="before">The state until then.</param>
    /// <param name="result">What stood in its way; null for nothing.</param>
    /// <param name="server">To which server it was sent.</param>
    /// <param name="clientId">As which client.</param>
    /// <param name="now">The time.</param>
    public static ConnectionState After(ConnectionState? before, SendResult? result, Uri server, string clientId, DateTimeOffset now)
    {
        var problem = Describe(result);
        var isSame = before is not null && before.Server == server && before.Problem is null == problem is null;
        return new(server, clientId, problem, isSame ? before!.Since : now, problem is null ? now : before?.LastSuccess);
    }

    private static string? Describe(SendResult? result) => result switch
    {
        null => null,
        SendResult.Unauthorized(var detail) => $"the server does not accept this agent: {detail}",
        SendResult.Busy(_, var detail) => $"the server asks to wait: {detail}",
        SendResult.Malformed(var detail) => detail,
        SendResult.Failed(var detail) => detail,
        _ => result.ToString(),
    };
}
