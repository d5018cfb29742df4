using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Nvml;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>Two sources of the same figures: the second is used where the first has none.</summary>
internal sealed class FirstOf(GpuReading first, GpuReading second) : GpuReading(first.Name)
{
    /// <inheritdoc/>
    public override NvmlCode Add(nint device, SampleSet samples, TimeSpan now)
    {
        var before = samples.Count;
        var code = first.Add(device, samples, now);
        return code == NvmlCode.Ok && samples.Count == before ? second.Add(device, samples, now) : code;
    }
}
