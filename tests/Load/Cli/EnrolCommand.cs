using System.CommandLine;
using Dcmon.Load.Measurements;

namespace Dcmon.Load.Cli;

/// <summary>
/// <c>dcmon-load enrol</c>: whether enrolments cost the same when many machines have enrolled before.
/// </summary>
internal static class EnrolCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var options = new MeasureOptions();
        var count = new Option<int>("--count") { Description = "Enrolments in a row.", DefaultValueFactory = _ => 5_000 };
        var part = new Option<int>("--part") { Description = "How many make up the beginning, and the end.", DefaultValueFactory = _ => 500 };
        var command = new Command(
            "enrol", "Enrols machines one after the other at a server of its own: the cost of the first and the last.")
        {
            count, part,
        };
        options.AddTo(command);
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < result.GetValue(part))
                result.AddError("--count must be as much as --part, or more.");
        });
        command.SetAction((line, stop) => options.RunAsync(line, async server =>
        {
            var (first, last) = await new EnrolmentRun(server, MeasureOptions.Log).RunAsync(
                line.GetValue(count), line.GetValue(part), stop);
            return new { first, last, cpuRatio = Math.Round(last.ServerCpuMilliseconds / first.ServerCpuMilliseconds, 2) };
        }));
        return command;
    }
}
