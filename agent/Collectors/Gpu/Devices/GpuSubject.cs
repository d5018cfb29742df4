using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Devices;

/// <summary>The labels by which events name a card: those that its series have.</summary>
internal static class GpuSubject
{
    /// <summary>Labels of a card.</summary>
    public static IReadOnlyList<Label> Of(GpuDescription card)
    {
        List<Label> labels = [new("gpu", card.Index.ToString())];
        if (card.Uuid is not null) labels.Add(new("uuid", card.Uuid));
        if (card.Model is not null) labels.Add(new("model", card.Model));
        return labels;
    }
}
