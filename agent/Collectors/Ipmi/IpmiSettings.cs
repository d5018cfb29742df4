using Dcmon.Agent.Collecting;
using Dcmon.Settings;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>The section <c>collect.ipmi</c>: the board's management controller. Every 60s, at most 120s.</summary>
public sealed record IpmiSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public IpmiSettings() => (Interval, Timeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));

    /// <summary>Device of this machine's own BMC, such as <c>/dev/ipmi1</c>; empty for the first that there is.</summary>
    public string Device { get; init; } = "";

    /// <summary>Whether fan modes and duties are read on boards where the maker's commands for it are known; true.</summary>
    public bool FanModes { get; init; } = true;

    /// <summary>Whether the event log is read; true.</summary>
    public bool Sel { get; init; } = true;

    /// <summary>The most events to take over from an event log that is read for the first time, 0 to 512; 512.</summary>
    public int SelFirst { get; init; } = 512;

    /// <summary>BMCs that are reached over the network, by name. None.</summary>
    public SettingsMap<BmcSettings> Bmcs { get; init; } = [];

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        foreach (var problem in base.Check()) yield return problem;
        if (Device.Length > 0 && !Path.IsPathFullyQualified(Device)) yield return ("device", "must be an absolute path such as /dev/ipmi0.");
        if (SelFirst is < 0 or > 512) yield return ("sel_first", "must be from 0 to 512.");
    }
}
