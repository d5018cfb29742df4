using System.Diagnostics.Metrics;

namespace Dcmon.Grains.Clients;

/// <summary>Counts reports that were refused because a machine reports too much.</summary>
public sealed class LimitMetrics : IDisposable
{
    private static readonly string[] Names = ["series", "series_text", "reports", "cells", "bytes"];

    private readonly Meter _meter = new("Dcmon.Clients");
    private readonly Counter<long> _refused;

    /// <summary>Makes the instruments.</summary>
    public LimitMetrics() => _refused = _meter.CreateCounter<long>(
        "dcmon_reports_over_limit_total", null, "Reports refused as their machine reports too much within two hours, by what there is too much of.");

    /// <summary>A report was refused.</summary>
    public void Refused(WindowLimit limit) => _refused.Add(1, new KeyValuePair<string, object?>("limit", Names[(int)limit]));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
