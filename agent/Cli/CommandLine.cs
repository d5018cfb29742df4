using System.CommandLine;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Dcmon.Settings;

namespace Dcmon.Agent.Cli;

/// <summary>The command line, and the one place where errors become a line on stderr and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs what the arguments say.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Make().Parse(arguments);
        // The host handles signals itself, and knows how long draining may take.
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            var code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (SettingsException error)
        {
            return Fail(error, ExitCode.Usage);
        }
        catch (Exception error) when (error is IdentityException or GatewayException)
        {
            return Fail(error, ExitCode.Identity);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail(error, ExitCode.Failure);
        }
    }

    private static RootCommand Make()
    {
        var common = new CommonOptions();
        var root = new RootCommand($"The agent of dcmon: reports this machine's figures to a server. {ExitCode.Help}")
        {
            RunCommand.Make(common),
            EnrollCommand.Make(common),
            TunnelKeyCommand.Make(common),
            CheckCommand.Make(common),
            CollectCommand.Make(common),
            StatusCommand.Make(common),
            SmartCommand.Make(common),
            BmcCommand.Make(common),
        };
        common.AddTo(root);
        return root;
    }

    private static int Fail(Exception error, int code)
    {
        foreach (var line in error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Console.Error.WriteLine($"dcmon-agent: {line.TrimEnd()}");
        return code;
    }
}
