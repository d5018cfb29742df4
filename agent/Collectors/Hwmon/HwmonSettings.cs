using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Hwmon;

/// <summary>The section <c>collect.hwmon</c>.</summary>
public sealed record HwmonSettings : CollectorSection
{
    /// <summary>
    /// Patterns of chips to leave out, matched with the label <c>chip</c>, such as <c>iwlwifi*</c>. Some SATA disks
    /// never spin down because reading their temperature counts as access: <c>drivetemp-*</c> leaves them to
    /// <c>smart</c>.
    /// </summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
