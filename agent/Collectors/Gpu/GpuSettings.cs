using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>The section <c>collect.gpu</c>: NVIDIA's GPUs.</summary>
public sealed record GpuSettings : CollectorSection
{
    /// <summary>Where <c>libnvidia-ml.so.1</c> is; empty: where the linker and distributions have it.</summary>
    public string Library { get; init; } = "";

    /// <summary>How often what changes seldom is asked for (limits, memory errors, links, parts), 1s to 1h; 60s.</summary>
    public TimeSpan SlowInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether traffic over PCIe is asked for, which takes 40 ms a card where the card does not count it; true.</summary>
    public bool PcieThroughput { get; init; } = true;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (SlowInterval < TimeSpan.FromSeconds(1) || SlowInterval > TimeSpan.FromHours(1))
            yield return ("slow_interval", "must be from 1s to 1h.");
        if (Library.Length > 0 && !Path.IsPathFullyQualified(Library)) yield return ("library", "must be an absolute path, or empty.");
    }
}
