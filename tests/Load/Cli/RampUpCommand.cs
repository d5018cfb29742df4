using System.CommandLine;
using Dcmon.Load.Measurements;

namespace Dcmon.Load.Cli;

/// <summary><c>dcmon-load ramp-up</c>: what a fleet costs a server while it enrols and when it has.</summary>
internal static class RampUpCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var options = new MeasureOptions();
        var agents = new Option<int>("--agents") { Description = "Machines.", DefaultValueFactory = _ => 2_000 };
        var rate = new Option<int?>("--per-minute") { Description = "Machines that enrol in a minute; left out: all at once." };
        var seconds = new Option<int>("--seconds") { Description = "How long all report afterwards.", DefaultValueFactory = _ => 120 };
        var command = new Command(
            "ramp-up", "Enrols a fleet at a server of its own while it reports each 10 s: latencies and memory.")
        {
            agents, rate, seconds,
        };
        options.AddTo(command);
        command.SetAction((line, stop) => options.RunAsync(line, server =>
        {
            var fleet = new LoadOptions { Agents = line.GetValue(agents), Interval = TimeSpan.FromSeconds(10), State = "" };
            return new RampUpRun(server, fleet, MeasureOptions.Log)
                .RunAsync(line.GetValue(rate), TimeSpan.FromSeconds(line.GetValue(seconds)), stop);
        }));
        return command;
    }
}
