using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>Makes the series of one BMC: those of this machine's own have no label for it.</summary>
/// <param name="remote">Name of a BMC that is reached over the network; null for the machine's own.</param>
internal sealed class BmcLabels(string? remote)
{
    /// <summary>Name of a BMC that is reached over the network; null for the machine's own.</summary>
    public string? Remote { get; } = remote;

    /// <summary>A series of the catalogue.</summary>
    public Series Series(string metric, params ReadOnlySpan<Label> labels) =>
        MetricCatalog.Series(metric, Remote is null ? labels : [.. labels, new Label("bmc", Remote)]);
}
