namespace Dcmon.Wire.Metrics;

/// <summary>How a metric's values relate to each other over time. The numbers are on the wire: never renumber.</summary>
public enum MetricKind : byte
{
    /// <summary>A value that goes up and down.</summary>
    Gauge = 0,

    /// <summary>A running total that only grows, but for a reset to zero when its source restarts.</summary>
    Counter = 1,
}
