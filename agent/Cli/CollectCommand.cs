using System.CommandLine;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent collect</c>: prints what a report would hold, without a server.</summary>
internal static class CollectCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var once = new Option<bool>("--once") { Description = "Prints one report and ends; without it, one each interval until Ctrl-C." };
        var format = new Option<SampleFormat>("--format")
        {
            Description = "How to print.",
            DefaultValueFactory = _ => SampleFormat.Table,
        };
        var command = new Command("collect", "Collects and prints what would be reported. Needs no server.") { once, format };
        command.SetAction((arguments, stop) => RunAsync(
            common.Load(arguments), arguments.GetValue(once), arguments.GetValue(format), stop));
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings, bool once, SampleFormat format, CancellationToken stop)
    {
        using var services = new ServiceCollection()
            .AddAgentLogging(settings.Log)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IAgentState, NoSpool>()
            .AddCollectors(settings)
            .BuildServiceProvider();
        var collectors = services.GetRequiredService<CollectorSet>();
        var schedule = new ReportSchedule(settings.Interval, TimeProvider.System);
        var samples = new SampleSet();
        while (true)
        {
            await collectors.CollectAsync(samples, settings.Collect.Timeout);
            SamplePrinter.Print(samples, format, Console.Out);
            if (once) return ExitCode.Ok;
            try
            {
                await schedule.WaitAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Ok;
            }
        }
    }

    /// <summary>Nothing is kept when reports are only printed.</summary>
    private sealed class NoSpool : IAgentState
    {
        public long SpoolReports => 0;
        public long SpoolBytes => 0;
        public long SpoolDropped => 0;
        public long Refused => 0;
    }
}
