using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Devices;

/// <summary>Makes the series of one card, or of a part of one.</summary>
internal sealed class GpuLabels
{
    private readonly Label[] _labels;

    /// <summary>Takes the labels from a card, or from a part of it by the id of the GPU instance.</summary>
    public GpuLabels(GpuDescription card, uint? part = null) =>
        _labels = part is null ? [.. GpuSubject.Of(card)] : [.. GpuSubject.Of(card), new Label("mig", part.Value.ToString())];

    /// <summary>A series of a metric of the catalogue.</summary>
    public Series this[string metric, params ReadOnlySpan<Label> more] => MetricCatalog.Series(metric, [.. _labels, .. more]);
}
