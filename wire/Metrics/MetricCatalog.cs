using System.Collections.Frozen;
using Dcmon.Wire.Metrics.Catalogue;

namespace Dcmon.Wire.Metrics;

/// <summary>
/// Every metric that dcmon itself makes, declared once, a file of <c>Catalogue</c> a source: collectors, dashboard, alerts and
/// <c>/metrics</c> read it here.
/// </summary>
public static class MetricCatalog
{
    /// <summary>All definitions, grouped by what they measure.</summary>
    public static readonly MetricDefinition[] All =
    [
        .. SystemMetrics.All,
        .. GpuMetrics.All,
        .. IpmiMetrics.All,
        .. DiskHealthMetrics.All,
        .. SensorMetrics.All,
        .. ContainerMetrics.All,
        .. UnitMetrics.All,
        .. UpdateMetrics.All,
        .. ScriptMetrics.All,
        .. ReachMetrics.All,
        .. VastMetrics.All,
        .. AgentMetrics.All,
    ];

    private static readonly FrozenDictionary<string, MetricDefinition> ByName = All.ToFrozenDictionary(each => each.Name);

    /// <summary>The definition of a metric, or null for one that dcmon does not make itself.</summary>
    public static MetricDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>A series of a metric of the catalogue.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such metric: declare it there first.</exception>
    public static Series Series(string metric, params ReadOnlySpan<Label> labels) =>
        Find(metric) is { } found
            ? new Series(found.Name, found.Kind, found.Unit, labels)
            : throw new ArgumentException($"'{metric}' is not in MetricCatalog; declare it there.");
}
