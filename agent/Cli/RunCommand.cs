using System.CommandLine;
using Dcmon.Agent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent run</c>: the service.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var command = new Command("run", "Collects and reports until it is stopped (SIGTERM, Ctrl-C).");
        command.SetAction((arguments, stop) => RunAsync(common.Load(arguments), stop));
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings, CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services
            .AddAgentLogging(settings.Log)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Random.Shared)
            .AddSingleton(settings)
            // Stopped in the opposite order: reports end first, then what is left is sent, then the spool is closed.
            .AddIdentity(settings)
            .AddSpool(settings)
            .AddUplink(settings)
            .AddStateFiles(settings.State)
            .AddCollectors(settings)
            .AddReporting(settings);

        using var host = builder.Build();
        // Made here, so that a missing identity or a spool in use is told by the command line, once.
        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        var log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Dcmon.Agent");
        foreach (var (variable, nearest) in CommonOptions.UnknownVariables())
            log.LogWarning("The environment variable {Variable} is no setting of the agent; the nearest is {Nearest}.", variable, nearest);
        await host.RunAsync(stop);
        return services.Any(each => each.ExecuteTask is { IsFaulted: true }) ? ExitCode.Failure : ExitCode.Ok;
    }
}
