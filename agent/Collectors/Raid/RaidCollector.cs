using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Raid;

/// <summary>Linux's software RAID (mdraid), from <c>/sys/block/md*/md</c>.</summary>
internal sealed class RaidCollector(Roots roots, StateEvents events) : ICollector
{
    private readonly SeriesFamily<RaidArray> _arrays = new(name => new RaidArray(roots.InSys($"block/{name}/md"), name, events));

    /// <inheritdoc/>
    public string Name => "raid";

    /// <inheritdoc/>
    public string? WhyAbsent() => Arrays().Any() ? null : "this machine has no software RAID";

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        foreach (var name in Arrays())
            _arrays[name].AddTo(samples);
    }

    private IEnumerable<string> Arrays() => SysfsDirectory.List(roots.InSys("block"), "md*")
        .Where(path => Directory.Exists(Path.Combine(path, "md"))).Select(path => Path.GetFileName(path));
}
