using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Edac;

/// <summary>Memory errors by module, from <c>/sys/devices/system/edac/mc</c>.</summary>
internal sealed class EdacCollector(Roots roots, StateEvents events, TimeProvider time) : ICollector
{
    private readonly PeriodicList<EdacController> _controllers = new(
        () => [.. SysfsDirectory.List(roots.InSys("devices/system/edac/mc"), "mc*").Select(path => new EdacController(path))], time);

    private readonly EdacEvents _events = new(events, roots, time);

    /// <inheritdoc/>
    public string Name => "edac";

    /// <inheritdoc/>
    public string? WhyAbsent() => _controllers.Items.Count == 0 ? "the kernel has no driver for this machine's memory controllers (EDAC)" : null;

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        foreach (var controller in _controllers.Items)
            controller.AddTo(samples, _events);
    }
}
