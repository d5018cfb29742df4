using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>Puts together what the agent is told of its reports.</summary>
public static class ReportOutcomes
{
    /// <summary>A status for each report, in the order sent.</summary>
    /// <param name="reports">The reports of the message.</param>
    /// <param name="objections">What screening found; null where a report was handed to the store.</param>
    /// <param name="stored">The reports that were new to the store (these very objects).</param>
    public static ReportStatus[] Complete(
        IReadOnlyList<Report> reports, IReadOnlyList<ReportStatus?> objections, IReadOnlySet<Report> stored) =>
    [
        .. reports.Select((report, i) => objections[i] ?? new ReportStatus(
            report.Sequence, stored.Contains(report) ? ReportOutcome.Stored : ReportOutcome.Duplicate)),
    ];
}
