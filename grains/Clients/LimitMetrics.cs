using System.Diagnostics.Metrics;

namespace Dcmon.Grains.Clients;

/// <summary>Counts what was refused because a machine reports too much.</summary>
public sealed class LimitMetrics : IDisposable
{
    private static readonly string[] Names = ["series", "series_text", "reports", "cells", "bytes"];

    private static readonly string[] Quotas = ["bytes", "events", "schemas", "facts"];

    private readonly Meter _meter = new("Dcmon.Clients");
    private readonly Counter<long> _refused;
    private readonly Counter<long> _overQuota;

    /// <summary>Makes the instruments.</summary>
    public LimitMetrics()
    {
        _refused = _meter.CreateCounter<long>(
            "dcmon_reports_over_limit_total", null, "Reports refused as their machine reports too much within two hours, by what there is too much of.");
        _overQuota = _meter.CreateCounter<long>(
            "dcmon_client_quota_refused_total", null, "Reports and facts refused as their machine has used up what it may send in a day, by what of it.");
    }

    /// <summary>A report was refused.</summary>
    public void Refused(WindowLimit limit) => _refused.Add(1, new KeyValuePair<string, object?>("limit", Names[(int)limit]));

    /// <summary>A report or facts were refused.</summary>
    public void Refused(QuotaKind kind) => _overQuota.Add(1, new KeyValuePair<string, object?>("quota", Quotas[(int)kind]));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
