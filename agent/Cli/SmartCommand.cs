using System.CommandLine;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Smart;
using Dcmon.Agent.Hosting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Settings;
using Dcmon.Agent.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Agent.Cli;

/// <summary>
/// <c>dcmon-agent smart</c>: queries the drives once and saves their answers for an agent that may not query them itself.
/// This is all that runs as root of the installed agent, a few seconds each 5 minutes, without a network.
/// </summary>
internal static class SmartCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var directory = new Argument<DirectoryInfo>("directory") { Description = "Where to save the answers; the agent's setting 'collect.smart.answers' names the same directory." };
        var command = new Command("smart", "Reads the health of the drives once, as root, and saves it for an agent that is not root.") { directory };
        command.SetAction((arguments, stop) => RunAsync(common.Load(arguments), arguments.GetRequiredValue(directory).FullName, stop));
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings, string directory, CancellationToken stop)
    {
        await using var services = new ServiceCollection()
            .AddAgentLogging(settings.Log)
            .AddSingleton(TimeProvider.System)
            .AddTools(settings)
            .BuildServiceProvider();
        var tools = services.GetRequiredService<ToolRunner>();
        var answers = new SavedAnswers(directory, TimeSpan.MaxValue, TimeProvider.System);
        var roots = new Roots(settings.Collect.ProcRoot, settings.Collect.SysRoot, settings.Collect.EtcRoot);
        var collector = new SmartCollector(
            roots, settings.Collect.Smart, tools, null, TimeProvider.System,
            (call, cancel) => answers.RunAndSaveAsync(tools, call, cancel));
        if (!settings.Collect.Smart.Enabled) return Say("collect.smart is turned off");
        if (await collector.WhyAbsentAsync(stop) is { } reason) return Say(reason);
        using var limit = new CancellationTokenSource(settings.Collect.Smart.Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        var run = new CollectorRun(new SampleSet(), either.Token);
        try
        {
            await collector.CollectAsync(run);
        }
        catch (Exception error) when (error is FormatException or ToolException)
        {
            // The agent finds it in the answers, and reports it.
            return Say(error.Message);
        }

        foreach (var trouble in run.Troubles) Say(trouble);
        return ExitCode.Ok;
    }

    private static int Say(string text)
    {
        Console.Error.WriteLine(text);
        return ExitCode.Ok;
    }
}
