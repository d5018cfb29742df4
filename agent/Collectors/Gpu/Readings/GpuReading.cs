using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Nvml;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>Something asked of a card again and again.</summary>
internal abstract class GpuReading(string name)
{
    /// <summary>What is asked for, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>Asks, and adds what there is. A value that the card does not have is left out.</summary>
    /// <param name="device">The card.</param>
    /// <param name="samples">Where to add.</param>
    /// <param name="now">Time by a clock that only goes forward.</param>
    /// <returns>Ok where there is no problem: values that a card does not have are none.</returns>
    public abstract NvmlCode Add(nint device, SampleSet samples, TimeSpan now);
}
