using System.Globalization;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Cli;

/// <summary>Prints what a report holds beside its samples, in columns for people.</summary>
internal static class ExtrasPrinter
{
    /// <summary>Prints events, a line each.</summary>
    public static void Print(IEnumerable<MachineEvent> events, TextWriter target)
    {
        foreach (var each in events)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(each.Time).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            target.WriteLine($"event {time} {each.Severity.ToString().ToLowerInvariant()} {each.Kind}: {PlainText.Line(each.Message)}");
        }
    }

    /// <summary>Prints a table of processes.</summary>
    public static void Print(ProcessTable table, TextWriter target)
    {
        target.WriteLine($"{"process",10} {"cores",7} {"memory",10} {"GPU memory",10}  {"user",-12} {"container",-12} name");
        foreach (var each in table.Processes)
            target.WriteLine(
                $"{each.Pid,10} {each.Cpu?.ToString("0.00", CultureInfo.InvariantCulture),7} {Megabytes(each.MemoryBytes),10} {Megabytes(each.GpuMemoryBytes),10}  "
                + $"{each.User,-12} {each.Container,-12} {each.Command ?? each.Name}");
    }

    private static string Megabytes(long? bytes) => bytes is { } known ? (known / 1e6).ToString("0.0 MB", CultureInfo.InvariantCulture) : "";
}
