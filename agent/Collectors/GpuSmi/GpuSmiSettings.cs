using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.GpuSmi;

/// <summary>
/// The section <c>collect.gpu_smi</c>: NVIDIA's GPUs through nvidia-smi, where NVML cannot be loaded. Interval 30s, timeout 20s.
/// </summary>
public sealed record GpuSmiSettings : PacedSection
{
    /// <summary>The defaults.</summary>
    public GpuSmiSettings()
    {
        Interval = TimeSpan.FromSeconds(30);
        Timeout = TimeSpan.FromSeconds(20);
    }
}
