using System.Diagnostics.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Gateway;

/// <summary>
/// Counts what agents send. Counting a report is an addition; the rest is done when the metrics are read.
/// </summary>
public sealed class GatewayMetrics
{
    private static readonly string[] Names = ["stored", "duplicate", "unknown_schema", "refused", "conflict"];

    private readonly long[] _reports = new long[Names.Length];
    private long _malformed;
    private long _requests;
    private long _refused;

    /// <summary>Makes the instruments.</summary>
    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Dcmon.Gateway");
        meter.CreateObservableCounter("dcmon_reports_total", Reports, null, "Reports answered, by outcome.");
        meter.CreateObservableCounter(
            "dcmon_malformed_messages_total", () => Interlocked.Read(ref _malformed), null, "Requests of agents that could not be read.");
        meter.CreateObservableCounter("dcmon_gateway_requests_total", () => Interlocked.Read(ref _requests), null, "Requests on the agents' port.");
        meter.CreateObservableCounter(
            "dcmon_gateway_refused_total", () => Interlocked.Read(ref _refused), null, "Messages of agents that were not accepted as a whole: no certificate, revoked, or the store is busy.");
    }

    /// <summary>A request was received.</summary>
    public void Received() => Interlocked.Increment(ref _requests);

    /// <summary>A message was not accepted.</summary>
    public void Refused() => Interlocked.Increment(ref _refused);

    /// <summary>A message was answered.</summary>
    public void Answered(ReportAnswer answer)
    {
        foreach (var status in answer.Reports) Interlocked.Increment(ref _reports[(int)status.Outcome]);
    }

    /// <summary>A message could not be read.</summary>
    public void Malformed() => Interlocked.Increment(ref _malformed);

    private IEnumerable<Measurement<long>> Reports() => Names.Select((name, i) =>
        new Measurement<long>(Interlocked.Read(ref _reports[i]), new KeyValuePair<string, object?>("outcome", name)));
}
