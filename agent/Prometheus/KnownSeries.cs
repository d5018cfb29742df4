using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Prometheus;

/// <summary>What became of a series of a source.</summary>
/// <param name="kind">Counter or gauge.</param>
/// <param name="series">The series; null where it is left out.</param>
/// <param name="problem">Why it is left out; null where the settings do not include it.</param>
internal sealed class KnownSeries(MetricKind kind, Series? series, string? problem)
{
    /// <summary>Counter or gauge.</summary>
    public MetricKind Kind => kind;

    /// <summary>The series; null where it is left out.</summary>
    public Series? Series => series;

    /// <summary>Why it is left out although it is wanted.</summary>
    public string? Problem => problem;

    /// <summary>Timestamp of the last time that the source had it.</summary>
    public long SeenAt { get; set; }

    /// <summary>Number of the last document that had it.</summary>
    public long Document { get; set; }
}
