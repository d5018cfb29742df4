using Dcmon.Agent.Facts;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Spool;
using Dcmon.Agent.Timing;
using Dcmon.Wire.Reports;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// Sends reports together with the schemas and facts that the server lacks, and settles each report in the spool as the
/// server's answer says. A message that the server can never take is taken apart until the one bad report is found, and
/// what that one carries beside its values (events, logs) is sent without them. Used by the uplink's loop alone.
/// </summary>
internal sealed partial class ReportSender(
    ReportSpool spool, FactsFeed facts, ReportSchedule schedule, ServerClock clock, ILogger<ReportSender> logger)
{
    private static readonly Schema NoSeries = Schema.Of([]);

    private readonly HashSet<SchemaHash> _schemasSent = [];
    private readonly RefusalLog _refusals = new(logger);

    /// <summary>The server may have lost schemas and facts: they are sent again.</summary>
    public void Reset()
    {
        _schemasSent.Clear();
        facts.MarkUnsent();
    }

    /// <summary>Sends reports.</summary>
    /// <returns>Null when each report is settled; else what stands in the way.</returns>
    public async Task<SendResult?> SendAsync(GatewayClient client, IReadOnlyList<SpooledReport> reports, CancellationToken stop)
    {
        var schemas = reports.Select(each => each.Schema).DistinctBy(each => each.Hash).Where(each => !_schemasSent.Contains(each.Hash))
            .ToArray();
        var unsentFacts = facts.Unsent();
        var message = new ReportMessage(schemas, unsentFacts, [.. reports.Select(each => each.Report)]);
        var request = clock.BeginRequest();
        var result = await client.SendAsync(message, stop);
        switch (result)
        {
            case SendResult.Answered(var answer):
                clock.Answered(request, answer.ServerTime);
                foreach (var schema in schemas) _schemasSent.Add(schema.Hash);
                if (unsentFacts is not null) facts.MarkSent();
                schedule.Request(TimeSpan.FromMilliseconds(answer.IntervalMilliseconds));
                return await SettleAsync(client, reports, answer, schemas, stop);
            case SendResult.Malformed(var detail):
                return await SplitAsync(client, reports, unsentFacts is not null, detail, stop);
            default:
                return result;
        }
    }

    private async Task<SendResult?> SettleAsync(
        GatewayClient client, IReadOnlyList<SpooledReport> reports, ReportAnswer answer, Schema[] sent, CancellationToken stop)
    {
        var bySequence = reports.ToDictionary(each => each.Report.Sequence);
        var again = new List<SpooledReport>();
        var done = new List<long>();
        foreach (var status in answer.Reports)
        {
            if (!bySequence.Remove(status.Sequence, out var report)) continue;
            switch (status.Outcome)
            {
                // Its values stay refused, though its events are stored.
                case ReportOutcome.Stored or ReportOutcome.Duplicate when IsWithoutValues(report): spool.Refuse(status.Sequence); break;
                case ReportOutcome.Stored or ReportOutcome.Duplicate: done.Add(status.Sequence); break;
                case ReportOutcome.UnknownSchema: again.Add(report); break;
                case ReportOutcome.Refused: Refuse(report, status.Reason ?? "no reason given", again); break;
            }
        }

        if (done.Count > 0) spool.Acknowledge(done);
        if (bySequence.Count > 0) return new SendResult.Failed($"The server's answer leaves out {bySequence.Count} of the reports sent.");
        if (again.Count == 0) return null;
        if (again.Exists(each => sent.Contains(each.Schema)))
            return new SendResult.Failed("The server does not know a schema that was sent with the same message.");
        foreach (var report in again) _schemasSent.Remove(report.Schema.Hash);
        return await SendAsync(client, again, stop);
    }

    private async Task<SendResult?> SplitAsync(
        GatewayClient client, IReadOnlyList<SpooledReport> reports, bool hadFacts, string detail, CancellationToken stop)
    {
        if (hadFacts)
        {
            // The facts may be what the server cannot take. Without them until they change, or until the connection is new.
            facts.MarkSent();
            var result = await SendAsync(client, reports, stop);
            if (result is null) FactsRefused(detail);
            return result;
        }

        if (reports is [var only])
        {
            var again = new List<SpooledReport>();
            Refuse(only, detail, again);
            return again.Count == 0 ? null : await SendAsync(client, again, stop);
        }

        var half = reports.Count / 2;
        return await SendAsync(client, [.. reports.Take(half)], stop) ?? await SendAsync(client, [.. reports.Skip(half)], stop);
    }

    /// <summary>
    /// The server will never take this report. The events in it may be fine: they are tried once more, without its
    /// values.
    /// </summary>
    private void Refuse(SpooledReport report, string reason, List<SpooledReport> again)
    {
        if (!IsWithoutValues(report)) _refusals.Log(report.Report, reason);
        if (IsWithoutValues(report) || report.Report.Extras.IsEmpty) spool.Refuse(report.Report.Sequence);
        else again.Add(new SpooledReport(report.Report with { Schema = NoSeries.Hash, Values = default }, NoSeries));
    }

    private static bool IsWithoutValues(SpooledReport report) => report.Schema == NoSeries;

    [LoggerMessage(LogLevel.Warning, "A message with the machine's facts was refused ({Detail}); the reports in it were sent without.")]
    private partial void FactsRefused(string detail);
}
