namespace Dcmon.Wire.Metrics;

/// <summary>What one metric means, whatever labels its series carry.</summary>
/// <param name="Name">Prometheus-style name: base unit as a suffix, <c>_total</c> for counters.</param>
/// <param name="Kind">Gauge or counter.</param>
/// <param name="Unit">Base unit of the values: <c>seconds</c>, <c>bytes</c>, <c>ratio</c> (0–1), … or empty for a plain number.</param>
/// <param name="Help">One sentence for people.</param>
public sealed record MetricDefinition(string Name, MetricKind Kind, string Unit, string Help);
