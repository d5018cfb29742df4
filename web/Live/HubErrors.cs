using Microsoft.AspNetCore.SignalR;

namespace Dcmon.Web.Live;

/// <summary>
/// Logs what methods of the hub throw. SignalR would log refusals likewise, each with its stack trace: anybody who is logged in could fill
/// the log.
/// </summary>
internal sealed partial class HubErrors(ILogger<HubErrors> log) : IHubFilter
{
    /// <summary>The category of SignalR's own lines.</summary>
    public const string SignalRCategory = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception error) when (error is not HubException)
        {
            Failed(error, invocationContext.HubMethodName);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "The hub's method {Method} failed.")]
    private partial void Failed(Exception error, string method);
}
