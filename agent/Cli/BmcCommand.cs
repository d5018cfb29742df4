using System.CommandLine;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Hosting;
using Dcmon.Agent.Service;
using Dcmon.Agent.Settings;
using Dcmon.Agent.State;
using Dcmon.Agent.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Cli;

/// <summary>
/// <c>dcmon-agent bmc</c>: asks this machine's own BMC for an agent that may not use its device. The only process of the
/// installed agent that may, and without a network.
/// </summary>
internal static class BmcCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var command = new Command("bmc", "Asks this machine's BMC for an agent that has no right to it. dcmon-agent-bmc.socket starts it.");
        command.SetAction((arguments, _) => RunAsync(common.Load(arguments)));
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings)
    {
        using var listener = PassedSocket.Take()
            ?? throw new IOException("'dcmon-agent bmc' is started by dcmon-agent-bmc.socket, which gives it its socket.");
        using var signals = new ProcessSignals();
        using var state = new StateFiles(null);
        await using var services = new ServiceCollection()
            .AddAgentLogging(settings.Log)
            .AddSingleton(TimeProvider.System)
            .AddTools(settings)
            .BuildServiceProvider();
        var tools = services.GetRequiredService<ToolRunner>();
        var bmc = new ToolAccess(new LocalBmc(settings.Collect.Ipmi.Device), tools, state, TimeProvider.System);
        var helper = new BmcHelper(
            bmc, settings.Collect.Ipmi.Timeout, TimeProvider.System, services.GetRequiredService<ILogger<BmcHelper>>());
        try
        {
            await helper.RunAsync(listener, signals.Stop);
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        return ExitCode.Ok;
    }
}
