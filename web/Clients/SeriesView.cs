using Dcmon.Queries;
using Dcmon.Wire.Metrics;

namespace Dcmon.Web.Clients;

/// <summary>A series as the API and the hub show it.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Labels">Labels by name.</param>
/// <param name="Unit">Base unit, or empty.</param>
/// <param name="Kind">Gauge or counter.</param>
public sealed record SeriesView(string Metric, IReadOnlyDictionary<string, string> Labels, string Unit, MetricKind Kind)
{
    /// <summary>The view of a series.</summary>
    public static SeriesView Of(Series series) => new(series.Metric, series.Labels.ByName(), series.Unit, series.Kind);
}
