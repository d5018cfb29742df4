using System.CommandLine;
using Dcmon.Agent.Uplink;
using Dcmon.Settings;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent check</c>: checks the settings.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var command = new Command("check", "Checks the settings and prints every key with the value in force.");
        command.SetAction(arguments =>
        {
            var settings = common.Load(arguments);
            HttpProxy.Of(settings.Uplink.Proxy, Environment.GetEnvironmentVariable);
            foreach (var line in SettingsLoader.Describe(settings)) Console.WriteLine(line);
            foreach (var warning in MachineCheck.Warnings(settings.Collect)) Console.Error.WriteLine($"warning: {warning}");
            foreach (var (variable, nearest) in CommonOptions.UnknownVariables())
                Console.Error.WriteLine($"warning: the environment variable {variable} is no setting of the agent; the nearest is {nearest}.");
            return ExitCode.Ok;
        });
        return command;
    }
}
