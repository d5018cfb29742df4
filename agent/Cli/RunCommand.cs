using System.CommandLine;
using Dcmon.Agent.Hosting;
using Dcmon.Agent.Service;
using Dcmon.Agent.Settings;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent run</c>: the service.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var command = new Command("run", "Collects and reports until it is stopped (SIGTERM, Ctrl-C). SIGHUP loads the settings anew.");
        command.SetAction((arguments, _) => RunAsync(() => common.Load(arguments)));
        return command;
    }

    private static async Task<int> RunAsync(Func<AgentSettings> load)
    {
        var agent = new ReloadingAgent(load, CommonOptions.UnknownVariables(), NotifySocket.OfThisProcess());
        return await agent.RunAsync() ? ExitCode.Ok : ExitCode.Failure;
    }
}
