using System.Runtime.CompilerServices;

namespace Dcmon.Agent.Collectors.Cpu;

/// <summary>Seconds of one core by mode, in the order of <see cref="CpuModes"/>.</summary>
[InlineArray(CpuModes.Count)]
internal struct CpuTimes
{
    private double _first;

    /// <summary>
    /// Takes over newer times, but never lets one go back a little: the kernel's own accounting of idle and iowait
    /// does, and so do differences of two of its counters. To a reader of a counter that would be a restart, and the
    /// whole total would count as an increase. A large step back is a real restart (a core that was unplugged).
    /// </summary>
    public void Advance(CpuTimes newer)
    {
        const double restart = 3; // seconds, as in node_exporter
        for (var i = 0; i < CpuModes.Count; i++)
            if (newer[i] > this[i] || newer[i] < this[i] - restart)
                this[i] = newer[i];
    }
}
