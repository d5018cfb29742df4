using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Hwmon;

/// <summary>The section <c>collect.hwmon</c>.</summary>
public sealed record HwmonSettings : CollectorSection
{
    /// <summary>
    /// Chips to leave out, by patterns of the label <c>chip</c>, such as <c>iwlwifi*</c>. Some SATA disks take a reading of their
    /// temperature for use and then never spin down: <c>drivetemp-*</c> leaves them to <c>smart</c>. None.
    /// </summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
