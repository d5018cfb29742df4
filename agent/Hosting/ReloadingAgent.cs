using System.Globalization;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Service;
using Dcmon.Agent.Settings;
using Dcmon.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Hosting;

/// <summary>
/// Runs the agent until it is stopped. On SIGHUP the settings are loaded and checked in full: bad ones are logged and
/// change nothing; with good ones the agent is built anew in the same process. The spool keeps what was not sent, so
/// that no report is lost.
/// </summary>
/// <param name="load">Loads and checks the settings.</param>
/// <param name="unknownVariables">Environment variables that look like settings and are none, each with the nearest that is.</param>
/// <param name="manager">The service manager.</param>
internal sealed partial class ReloadingAgent(
    Func<AgentSettings> load, IEnumerable<(string Variable, string Nearest)> unknownVariables, NotifySocket manager)
{
    /// <summary>The same across reloads, so that no report comes later than its time.</summary>
    private readonly double _phase = Random.Shared.NextDouble();

    /// <summary>Runs it.</summary>
    /// <returns>False where it ended because a service failed.</returns>
    /// <exception cref="SettingsException">The settings at the start are wrong.</exception>
    public async Task<bool> RunAsync()
    {
        using var signals = new ProcessSignals();
        var settings = load();
        var host = AgentHost.Build(settings, manager, _phase);
        foreach (var (variable, nearest) in unknownVariables) UnknownVariable(Log(host), variable, nearest);
        try
        {
            while (true)
            {
                await host.StartAsync();
                var next = await NextSettingsAsync(host, signals);
                if (next is null) manager.Send("STOPPING=1", "STATUS=Stopping");
                await host.StopAsync();
                if (next is null) return !AgentHost.HasFailed(host);
                host.Dispose();
                (host, settings) = Rebuild(next, settings);
            }
        }
        finally
        {
            host.Dispose();
        }
    }

    /// <summary>Waits until there are new settings to go on with; null when the agent is to stop.</summary>
    private async Task<AgentSettings?> NextSettingsAsync(IHost host, ProcessSignals signals)
    {
        var ended = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(signals.Stop, ended);
        while (true)
        {
            try
            {
                await signals.ReloadAsync(over.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            manager.Send("RELOADING=1", string.Create(CultureInfo.InvariantCulture, $"MONOTONIC_USEC={Now()}"), "STATUS=Loading the settings");
            if (TryLoad(Log(host)) is { } settings) return settings;
        }
    }

    private AgentSettings? TryLoad(ILogger log)
    {
        try
        {
            var settings = load();
            LogReloading(log);
            return settings;
        }
        catch (SettingsException error)
        {
            foreach (var problem in error.Problems) BadSetting(log, problem);
            LogSettingsRejected(log, error.Problems.Count);
            manager.Send("READY=1", $"STATUS=The new settings were not taken: {error.Problems[0]}");
            return null;
        }
    }

    /// <summary>The agent with new settings; with the old ones where what the new ones name cannot be used.</summary>
    private (IHost Host, AgentSettings Settings) Rebuild(AgentSettings next, AgentSettings old)
    {
        try
        {
            return (AgentHost.Build(next, manager, _phase), next);
        }
        catch (Exception error) when (error is IdentityException or IOException or UnauthorizedAccessException)
        {
            var host = AgentHost.Build(old, manager, _phase);
            BadSetting(Log(host), error.Message);
            LogSettingsRejected(Log(host), 1);
            return (host, old);
        }
    }

    private static ILogger Log(IHost host) => host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Dcmon.Agent");

    /// <summary>The kernel's monotonic clock, microseconds.</summary>
    private static long Now() => (long)(TimeProvider.System.GetTimestamp() * (1e6 / TimeProvider.System.TimestampFrequency));

    [LoggerMessage(LogLevel.Warning, "The environment variable {Variable} is no setting of the agent; the nearest is {Nearest}.")]
    private static partial void UnknownVariable(ILogger logger, string variable, string nearest);

    [LoggerMessage(LogLevel.Information, "SIGHUP: the new settings are valid and take effect.")]
    private static partial void LogReloading(ILogger logger);

    [LoggerMessage(LogLevel.Error, "Settings: {Problem}")]
    private static partial void BadSetting(ILogger logger, string problem);

    [LoggerMessage(LogLevel.Error, "SIGHUP: the new settings have {Count} problems; the old ones stay in effect.")]
    private static partial void LogSettingsRejected(ILogger logger, int count);
}
