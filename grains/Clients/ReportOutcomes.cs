using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>Follows the reports of a message through screening and store to the outcomes that the agent gets.</summary>
public static class ReportOutcomes
{
    /// <summary>The reports to which there is no objection, or what belongs to each of these, in the order sent.</summary>
    /// <param name="reports">The reports of the message, or what belongs to each.</param>
    /// <param name="objections">What screening found; null where a report may be stored.</param>
    public static IReadOnlyList<T> Accepted<T>(IReadOnlyList<T> reports, ReportStatus?[] objections) =>
        Array.TrueForAll(objections, each => each is null) ? reports : [.. reports.Where((_, i) => objections[i] is null)];

    /// <summary>The reports that the store did not have before.</summary>
    /// <param name="accepted">The reports that were handed to the store.</param>
    /// <param name="stored">The store's answer, in the same order.</param>
    public static IReadOnlyList<Report> News(IReadOnlyList<Report> accepted, bool[] stored) =>
        Array.TrueForAll(stored, each => each) ? accepted : [.. accepted.Where((_, i) => stored[i])];

    /// <summary>The span of those reports that are older than a time; null where none is.</summary>
    /// <param name="news">The reports that were not stored before.</param>
    /// <param name="before">Unix milliseconds.</param>
    public static (long From, long To)? Late(IReadOnlyList<Report> news, long before)
    {
        (long From, long To)? late = null;
        foreach (var report in news)
            if (report.Time < before)
                late = late is { } span ? (Math.Min(span.From, report.Time), Math.Max(span.To, report.Time)) : (report.Time, report.Time);
        return late;
    }

    /// <summary>A status for each report, in the order sent.</summary>
    /// <param name="reports">The reports of the message.</param>
    /// <param name="objections">What screening found; null where a report was handed to the store.</param>
    /// <param name="stored">The store's answer to those, in the same order.</param>
    public static ReportStatus[] Complete(IReadOnlyList<Report> reports, ReportStatus?[] objections, bool[] stored)
    {
        var statuses = new ReportStatus[reports.Count];
        var asked = 0;
        for (var i = 0; i < statuses.Length; i++)
            statuses[i] = objections[i]
                ?? new ReportStatus(reports[i].Sequence, stored[asked++] ? ReportOutcome.Stored : ReportOutcome.Duplicate);
        return statuses;
    }
}
