using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Nvml;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>A figure, or several, that is read from a card again and again.</summary>
internal abstract class GpuReading(string name)
{
    /// <summary>What is read, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>Reads it, and adds the samples. A value that the card does not have is left out.</summary>
    /// <param name="device">The card.</param>
    /// <param name="samples">Where to add.</param>
    /// <param name="now">Time by a clock that only goes forward.</param>
    /// <returns>Ok where there is no problem: values that a card does not have are none.</returns>
    public abstract NvmlCode Add(nint device, SampleSet samples, TimeSpan now);
}
