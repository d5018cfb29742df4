using System.Globalization;
using Dcmon.Wire;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>Reads what reports carry beside their values. A report with extras that cannot be read is refused alone.</summary>
public static class ExtrasScreening
{
    /// <summary>Reads the extras of the reports to which there is no objection yet.</summary>
    /// <param name="reports">In the order sent.</param>
    /// <param name="objections">What screening found so far, in the same order; gets what is found here.</param>
    /// <param name="now">The server's clock, Unix milliseconds.</param>
    /// <param name="quota">Bounds the machine's events; null: nothing does.</param>
    /// <returns>The extras of each report without an objection, in their order; empty where none has any.</returns>
    public static IReadOnlyList<ReportExtras?> Read(
        IReadOnlyList<Report> reports, ReportStatus?[] objections, long now, ClientQuota? quota = null)
    {
        ReportExtras?[]? found = null;
        for (var i = 0; i < objections.Length; i++)
        {
            if (reports[i].Extras.IsEmpty || objections[i] is not null) continue;
            found ??= new ReportExtras?[objections.Length];
            try
            {
                var extras = ExtrasFormat.Read(reports[i].Extras.Span);
                if (quota?.TakeEvents(extras) != false) found[i] = ForStore(reports[i], extras, now);
                else objections[i] = new ReportStatus(reports[i].Sequence, ReportOutcome.Refused, ClientQuota.Reason(QuotaKind.Events));
            }
            catch (WireFormatException malformed)
            {
                objections[i] = new ReportStatus(reports[i].Sequence, ReportOutcome.Refused, malformed.Message);
            }
        }

        return found is null ? [] : ReportOutcomes.Accepted(found, objections);
    }

    /// <summary>
    /// Events whose source has no keys get the place where they stand, which is the same each time that the report is sent. A source whose
    /// clock is ahead (BMCs' often are) must not put events at the top of every list for years.
    /// </summary>
    private static ReportExtras ForStore(Report report, ReportExtras extras, long now)
    {
        var events = new MachineEvent[extras.Events.Count];
        for (var i = 0; i < events.Length; i++)
        {
            var each = extras.Events[i];
            events[i] = each with
            {
                Key = each.Key.Length > 0 ? each.Key : string.Create(CultureInfo.InvariantCulture, $"{report.Sequence}/{i}"),
                Time = each.Time <= now + WireLimits.MaxFutureMilliseconds ? each.Time : report.Time,
            };
        }

        return extras with { Events = events };
    }
}
