using System.CommandLine;
using System.Text;
using System.Text.Json;
using Dcmon.Agent.Service;
using Dcmon.Agent.Settings;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent status</c>: the state of the running agent.</summary>
internal static class StatusCommand
{
    /// <summary>The agent answers from memory: what takes longer hangs.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var format = new Option<string>("--format") { Description = "How to print.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command(
            "status", "Shows the state of the running agent: connection, spool, collectors. Exits with 0 if it is connected, else with 1.")
        {
            format,
        };
        command.SetAction((arguments, stop) => RunAsync(
            common.Load(arguments), common.IsStateNamed(arguments),
            Enum.Parse<StatusFormat>(arguments.GetRequiredValue(format), ignoreCase: true), stop));
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings, bool isStateNamed, StatusFormat format, CancellationToken stop)
    {
        var answer = await StatusSocket.ReadAsync(StatusSocket.CandidatePaths(settings, isStateNamed), Timeout, TimeProvider.System, stop);
        var status = Read(answer);
        if (format == StatusFormat.Json) Console.WriteLine(Encoding.UTF8.GetString(answer));
        else StatusPrinter.Print(status, TimeProvider.System.GetUtcNow(), Console.Out);
        return status.Connection.IsUp ? ExitCode.Ok : ExitCode.Failure;
    }

    private static StatusDocument Read(byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, StatusJson.Default.StatusDocument) ?? throw new JsonException("it is empty");
        }
        catch (JsonException error)
        {
            throw new IOException($"What answers is no agent of this version ({error.Message}).", error);
        }
    }
}
