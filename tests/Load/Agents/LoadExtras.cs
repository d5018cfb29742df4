using Dcmon.Wire.Extras;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Load.Agents;

/// <summary>An event and a process table by which a test finds each report again.</summary>
internal static class LoadExtras
{
    /// <summary>Adds both: the event's key is the report's number, the only process' pid its last digits.</summary>
    public static Report AddTo(Report report)
    {
        var key = $"{report.Sequence}";
        var happened = new MachineEvent(
            report.Time, EventKinds.CheckState, (EventSeverity)(report.Sequence % 4), $"Report {key}")
        { Key = key };
        var processes = new ProcessTable([new ProcessEntry((int)(report.Sequence % 10_000), "simulated")]);
        var encoded = new WireWriter();
        ExtrasFormat.Write(new ReportExtras([happened], processes), encoded);
        return report with { Extras = encoded.Written.ToArray() };
    }
}
