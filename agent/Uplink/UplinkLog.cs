using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// Logs changes of the connection: when it works, when it fails, and when it fails for another reason.
/// </summary>
internal sealed partial class UplinkLog(ILogger logger, TimeProvider time)
{
    private string? _last;
    private volatile ConnectionState? _state;

    /// <summary>The connection's state; null before the first message. Safe for concurrent use.</summary>
    public ConnectionState? State => _state;

    /// <summary>Sets the result of the last message; null for success.</summary>
    public void Log(SendResult? problem, GatewayClient client, long waiting)
    {
        _state = ConnectionState.After(_state, problem, client.Server, client.Identity.ClientId, time.GetUtcNow());
        var now = $"{client.Server} {problem}";
        if (now == _last) return;
        _last = now;
        switch (problem)
        {
            case null: Connected(client.Server, client.Identity.ClientId, waiting); break;
            case SendResult.Unauthorized(var detail): NotAccepted(detail, client.Server); break;
            case SendResult.Busy(_, var detail): Busy(detail, waiting); break;
            case SendResult.Failed(var detail): Failed(detail, waiting); break;
            default: Failed(problem.ToString(), waiting); break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Reporting to {Server} as {ClientId}; {Waiting} reports wait.")]
    private partial void Connected(Uri server, string clientId, long waiting);

    [LoggerMessage(LogLevel.Error, "The server does not accept this agent: {Detail} Reports are kept on disk meanwhile. If it should be accepted, get a new enrolment URL from an admin of {Server} and run: dcmon-agent enroll --force 'URL'")]
    private partial void NotAccepted(string detail, Uri server);

    [LoggerMessage(LogLevel.Warning, "The server asks to wait: {Detail} ({Waiting} reports wait on disk)")]
    private partial void Busy(string detail, long waiting);

    [LoggerMessage(LogLevel.Warning, "Cannot report: {Detail} ({Waiting} reports wait on disk)")]
    private partial void Failed(string detail, long waiting);
}
