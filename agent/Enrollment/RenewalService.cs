using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Enrollment;

/// <summary>Renews the agent's certificate in time, with a new key each time.</summary>
internal sealed partial class RenewalService(
    CurrentIdentity identity, IdentityDirectory directory, GatewayClientFactory clients, TimeProvider time, Random random,
    ILogger<RenewalService> logger) : BackgroundService
{
    /// <summary>Timers cannot wait for months, and clocks are set: look again at least so often.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        try
        {
            var due = RenewalTime.Due(identity.Value.NotBefore, identity.Value.NotAfter, random.NextDouble());
            while (true)
            {
                await WaitUntilAsync(due, stop);
                due = await RenewAsync(stop)
                    ? RenewalTime.Due(time.GetUtcNow(), identity.Value.NotAfter, random.NextDouble())
                    : time.GetUtcNow() + RenewalTime.Retry(time.GetUtcNow(), identity.Value.NotAfter, random.NextDouble());
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The agent stops; a renewal under way is done again at the next start.
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stop)
    {
        for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
            await Task.Delay(left < LongestWait ? left + TimeSpan.FromMilliseconds(1) : LongestWait, time, stop);
    }

    private async Task<bool> RenewAsync(CancellationToken stop)
    {
        var old = identity.Value;
        if (old.NotAfter < time.GetUtcNow()) Expired(old.NotAfter, old.Server);
        try
        {
            using var client = clients.Make(old);
            var renewed = await client.RenewAsync(stop);
            directory.SaveCertificate(renewed.Certificate);
            identity.Value = renewed;
            Renewed(renewed.NotAfter);
            return true;
        }
        catch (Exception error) when (error is GatewayException or IdentityException or IOException or UnauthorizedAccessException)
        {
            Failed(old.NotAfter, error.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The certificate was renewed; it is valid until {NotAfter:u}.")]
    private partial void Renewed(DateTimeOffset notAfter);

    [LoggerMessage(LogLevel.Warning, "The certificate could not be renewed and will be tried again; it is valid until {NotAfter:u}: {Problem}")]
    private partial void Failed(DateTimeOffset notAfter, string problem);

    [LoggerMessage(LogLevel.Error, "The certificate expired at {NotAfter:u}. Get a new enrolment URL from an admin of {Server} and run: dcmon-agent enroll --force 'URL', then start the agent again.")]
    private partial void Expired(DateTimeOffset notAfter, Uri server);
}
