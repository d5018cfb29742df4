using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Rapl;

/// <summary>Energy used by parts of the processors, Intel's and AMD's, from <c>/sys/class/powercap</c>.</summary>
internal sealed class RaplCollector(Roots roots, TimeProvider time) : ICollector
{
    private readonly PeriodicList<string> _paths = new(() => SysfsDirectory.List(roots.InSys("class/powercap"), "intel-rapl:*"), time);

    /// <summary>Kept when the zones are listed anew: they know how often their counters have begun anew.</summary>
    private readonly SeriesFamily<RaplZone> _zones = new(path => new RaplZone(path));

    /// <inheritdoc/>
    public string Name => "rapl";

    /// <inheritdoc/>
    public string? WhyAbsent() =>
        _paths.Items.Count == 0 ? "the processor counts no energy (RAPL)"
        : _paths.Items.All(path => double.IsNaN(_zones[path].ReadRaw()))
            ? $"{_zones[_paths.Items[0]].File} cannot be read; since Linux 5.10 that needs root or CAP_DAC_READ_SEARCH"
        : null;

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        foreach (var path in _paths.Items)
            _zones[path].AddTo(samples);
    }
}
