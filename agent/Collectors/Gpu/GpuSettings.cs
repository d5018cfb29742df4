using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>The section <c>collect.gpu</c>: NVIDIA's GPUs.</summary>
public sealed record GpuSettings : CollectorSection
{
    /// <summary>Absolute path of <c>libnvidia-ml.so.1</c>. Empty: search the usual places.</summary>
    public string Library { get; init; } = "";

    /// <summary>
    /// How often values that rarely change are read (limits, memory errors, links, MIG instances), 1s to 1h.
    /// </summary>
    public TimeSpan SlowInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether PCIe traffic is measured. It takes 40 ms per GPU that has no counter for it.</summary>
    public bool PcieThroughput { get; init; } = true;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (SlowInterval < TimeSpan.FromSeconds(1) || SlowInterval > TimeSpan.FromHours(1))
            yield return ("slow_interval", "must be from 1s to 1h.");
        if (Library.Length > 0 && !Path.IsPathFullyQualified(Library)) yield return ("library", "must be an absolute path, or empty.");
    }
}
