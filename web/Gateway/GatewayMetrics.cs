using System.Diagnostics.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Gateway;

/// <summary>What came in on the agents' port, counted.</summary>
public sealed class GatewayMetrics
{
    private readonly Counter<long> _reports;
    private readonly Counter<long> _malformed;

    /// <summary>Makes the instruments.</summary>
    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Dcmon.Gateway");
        _reports = meter.CreateCounter<long>("dcmon_reports_total", null, "Reports answered, by outcome.");
        _malformed = meter.CreateCounter<long>("dcmon_malformed_messages_total", null, "Requests of agents that could not be read.");
    }

    /// <summary>A message was answered.</summary>
    public void Answered(ReportAnswer answer)
    {
        foreach (var group in answer.Reports.CountBy(status => status.Outcome))
            _reports.Add(group.Value, new KeyValuePair<string, object?>("outcome", Name(group.Key)));
    }

    /// <summary>A message could not be read.</summary>
    public void Malformed() => _malformed.Add(1);

    private static string Name(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Stored => "stored",
        ReportOutcome.Duplicate => "duplicate",
        ReportOutcome.UnknownSchema => "unknown_schema",
        _ => "refused",
    };
}
