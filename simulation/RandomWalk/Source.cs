using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>Something of a host that is measured: one or more series that belong together.</summary>
internal abstract class Source(params Series[] series)
{
    /// <summary>The series.</summary>
    public IReadOnlyList<Series> Series { get; } = series;

    /// <summary>The values of the next report, in the order of <see cref="Series"/>.</summary>
    public abstract void Next(in TickState now, Span<double> values);

    /// <summary>A gauge that the catalogue does not have.</summary>
    protected static Series Gauge(string metric, string unit, params ReadOnlySpan<Label> labels) =>
        new(metric, MetricKind.Gauge, unit, labels);

    /// <summary>A series of the catalogue.</summary>
    protected static Series Known(string metric, params ReadOnlySpan<Label> labels) =>
        MetricCatalog.Series(metric, labels);
}
