using System.CommandLine;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Hosting;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Settings;
using Dcmon.Agent.Spool;
using Dcmon.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent collect</c>: prints what a report would hold, without a server.</summary>
internal static class CollectCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var names = new Argument<string[]>("collector")
        {
            Description = "Which collectors to run; all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var once = new Option<bool>("--once")
        {
            Description = "Prints one report, which waits for every collector, and ends; without it, one each interval until Ctrl-C.",
        };
        var format = new Option<string>("--format") { Description = "How to print.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "prometheus", "json");
        var command = new Command("collect", "Collects and prints what would be reported, and how long each collector took. Needs no server.")
        {
            names, once, format,
        };
        command.SetAction((arguments, stop) => RunAsync(
            common.Load(arguments), arguments.GetValue(names) ?? [], arguments.GetValue(once),
            Enum.Parse<SampleFormat>(arguments.GetRequiredValue(format), ignoreCase: true), stop));
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings, string[] names, bool once, SampleFormat format, CancellationToken stop)
    {
        await using var services = new ServiceCollection()
            .AddAgentLogging(settings.Log)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ISpoolCounts, NoSpool>()
            // Nothing is saved, so that the service that may run beside is not affected.
            .AddStateFiles(null)
            .AddCollectors(settings)
            .BuildServiceProvider();
        var parts = services.GetRequiredService<CollectorParts>();
        var chosen = Choose(CollectorList.Make(parts, settings.Collect), names);
        using var collectors = new CollectorSet(chosen, TimeProvider.System, services.GetRequiredService<ILoggerFactory>());
        var schedule = new ReportSchedule(settings.Interval, TimeProvider.System);
        var samples = new SampleSet();
        try
        {
            while (true)
            {
                if (once) await collectors.CollectOnceAsync(samples, settings.Collect.Timeout).WaitAsync(stop);
                else await collectors.CollectAsync(samples, settings.Collect.Timeout);
                SamplePrinter.Print(samples, format, Console.Out);
                PrintExtras(parts, format);
                foreach (var state in collectors.States) Console.Error.WriteLine(Describe(state));
                if (once) return ExitCode.Ok;
                await schedule.WaitAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Ok;
        }
    }

    /// <summary>Programs that read the other formats want samples.</summary>
    private static void PrintExtras(CollectorParts parts, SampleFormat format)
    {
        var (events, processes) = (parts.EventQueue.TakeAll(), parts.ProcessTable.Take());
        if (format != SampleFormat.Table) return;
        if (processes is not null) ExtrasPrinter.Print(processes, Console.Out);
        ExtrasPrinter.Print(events.Select(each => each.Event), Console.Out);
    }

    private static INamedCollector[] Choose(INamedCollector[] all, string[] names) =>
        names.FirstOrDefault(name => all.All(each => each.Name != name)) is { } unknown
            ? throw new SettingsException([$"There is no collector '{unknown}'; there are {string.Join(", ", all.Select(each => each.Name))}."])
            : [.. all.Where(each => names.Length == 0 || names.Contains(each.Name))];

    /// <summary>A line such as <c>disks           up       0.001 s</c>.</summary>
    private static string Describe(CollectorState state) =>
        $"{state.Name,-15} {state.Status.ToString().ToLowerInvariant(),-6} {Seconds(state.Duration),10}  {state.Reason}".TrimEnd();

    private static string Seconds(TimeSpan? duration) => duration is { } known ? $"{known.TotalSeconds:0.000} s" : "";

    /// <summary>Nothing is spooled when reports are only printed.</summary>
    private sealed class NoSpool : ISpoolCounts
    {
        public long SpoolReports => 0;
        public long SpoolBytes => 0;
        public long SpoolDropped => 0;
        public long Refused => 0;
    }
}
