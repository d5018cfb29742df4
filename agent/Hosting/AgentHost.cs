using Dcmon.Agent.Service;
using Dcmon.Agent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Agent.Hosting;

/// <summary>
/// The agent as settings make it: all its services in one host, which is replaced as a whole when settings change.
/// </summary>
internal static class AgentHost
{
    /// <summary>Makes the services; none runs yet.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="manager">The service manager.</param>
    /// <param name="phase">When in each interval to report, as a share of it.</param>
    /// <exception cref="Identity.IdentityException">This machine is not enrolled, or its identity cannot be
    /// used.</exception>
    /// <exception cref="IOException">The spool cannot be used, or another agent uses it.</exception>
    public static IHost Build(AgentSettings settings, NotifySocket manager, double phase)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services
            .AddAgentLogging(settings.Log)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Random.Shared)
            .AddSingleton(settings)
            .AddSingleton<IHostLifetime, NoSignals>()
            // Stopped in the opposite order: reports end first, then what is left is sent, then the spool is closed.
            .AddIdentity(settings)
            .AddSpool(settings)
            .AddUplink(settings)
            .AddStateFiles(settings.State)
            .AddCollectors(settings)
            .AddServiceManagement(settings, manager)
            .AddReporting(settings, phase);
        var host = builder.Build();
        try
        {
            // Created here, so that a missing identity or a spool in use is an error before anything runs.
            _ = host.Services.GetServices<IHostedService>().Count();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Whether a service ended because of an error.</summary>
    public static bool HasFailed(IHost host) =>
        host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(each => each.ExecuteTask is { IsFaulted: true });

    /// <summary>Signals outlive a host: <see cref="ProcessSignals"/> follows them.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
