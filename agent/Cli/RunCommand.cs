using System.CommandLine;
using Dcmon.Agent.Service;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent run</c>: the service.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var command = new Command("run", "Collects and reports until it is stopped (SIGTERM, Ctrl-C). SIGHUP loads the settings anew.");
        command.SetAction((arguments, _) => new ReloadingAgent(() => common.Load(arguments), NotifySocket.OfThisProcess()).RunAsync());
        return command;
    }
}
