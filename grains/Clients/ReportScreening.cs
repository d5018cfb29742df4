using Dcmon.Wire;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>
/// Decides which reports of a message may be stored. A bad report is refused alone, with its reason, and never harms
/// its neighbours.
/// </summary>
public static class ReportScreening
{
    /// <summary>Screens the reports.</summary>
    /// <param name="reports">In the order sent.</param>
    /// <param name="schemas">The schemas that are known.</param>
    /// <param name="limits">What the server takes at present.</param>
    /// <returns>For each report why it may not be stored, or null where it may.</returns>
    public static ReportStatus?[] Screen(
        IReadOnlyList<Report> reports, IReadOnlyDictionary<SchemaHash, Schema> schemas, ScreeningLimits limits)
    {
        double[] values = [];
        var objections = new ReportStatus?[reports.Count];
        for (var i = 0; i < objections.Length; i++)
            objections[i] = Object(reports[i], schemas, limits, ref values);
        return objections;
    }

    private static ReportStatus? Object(
        Report report, IReadOnlyDictionary<SchemaHash, Schema> schemas, ScreeningLimits limits, ref double[] values)
    {
        if (report.Time > limits.Newest)
            return Refused(report, $"its time is {(report.Time - limits.Now) / 1000} s ahead of the server's clock; at most 300 s are accepted, so set the machine's clock");
        if (report.Time <= limits.Oldest)
            return Refused(report, $"it is older than the {limits.SampleRetention.TotalDays:0.#} days for which samples are kept");
        if (!schemas.TryGetValue(report.Schema, out var schema))
            return new ReportStatus(report.Sequence, ReportOutcome.UnknownSchema);
        if (schema.Encoded.Length > WireLimits.MaxSchemaBytes)
            return Refused(report, $"its schema takes {schema.Encoded.Length} bytes; at most {WireLimits.MaxSchemaBytes} are accepted, so use fewer and shorter labels");
        if (values.Length < schema.Series.Count) values = new double[schema.Series.Count];
        try
        {
            ValuePacking.Unpack(report.Values.Span, values.AsSpan(0, schema.Series.Count));
            if (limits.Series.Admit(schema, report, limits.LeaveHalf) is { } exceeded) return Refused(report, Reason(exceeded));
            var spent = limits.Quota?.Take(report, limits.NewSchemas.Contains(report.Schema), limits.LeaveHalf);
            return spent is { } quota ? Refused(report, ClientQuota.Reason(quota)) : null;
        }
        catch (WireFormatException malformed)
        {
            return Refused(report, malformed.Message);
        }
    }

    private static string Reason(WindowLimit exceeded) => exceeded switch
    {
        WindowLimit.Series => "with it the machine would have more different series within two hours than the server takes; look for a label whose value changes all the time",
        WindowLimit.SeriesText => "with it the names and labels of the machine's series within two hours would be longer than the server takes; use fewer and shorter labels",
        WindowLimit.Reports => "the machine sends more reports within two hours than the server takes; report less often",
        WindowLimit.Cells => "with it the machine's reports within two hours, times its series, would be more than the server takes; report less often, or fewer series",
        _ => "with it the machine's values within two hours would take more bytes than the server takes; report less often, or fewer series",
    };

    private static ReportStatus Refused(Report report, string reason) =>
        new(report.Sequence, ReportOutcome.Refused, reason);
}
