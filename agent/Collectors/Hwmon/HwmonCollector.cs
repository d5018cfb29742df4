using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Hwmon;

/// <summary>
/// Temperatures, fans, voltages, currents, power and energy of all chips that the kernel has drivers for, from
/// <c>/sys/class/hwmon</c>.
/// </summary>
internal sealed class HwmonCollector : ICollector
{
    private readonly PeriodicList<HwmonChip> _chips;

    /// <summary>Makes the collector.</summary>
    /// <param name="roots">Where <c>/sys</c> is.</param>
    /// <param name="filter">Which chips to leave out, by the label <c>chip</c>.</param>
    /// <param name="time">The clock.</param>
    public HwmonCollector(Roots roots, NameFilter filter, TimeProvider time) => _chips = new PeriodicList<HwmonChip>(
        () => [.. SysfsDirectory.List(roots.InSys("class/hwmon"), "hwmon*").Select(HwmonChip.From).OfType<HwmonChip>().Where(chip => filter.Accepts(chip.Name))],
        time);

    /// <inheritdoc/>
    public string Name => "hwmon";

    /// <inheritdoc/>
    public string? WhyAbsent() => _chips.Items.Count == 0 ? "the kernel has no driver for sensors of this machine (hwmon)" : null;

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        foreach (var chip in _chips.Items)
            chip.AddTo(samples);
    }
}
