using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Settings;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>The section <c>collect.ipmi</c>: the board's management controller. Every 60s, at most 120s.</summary>
public sealed record IpmiSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public IpmiSettings() => (Interval, Timeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));

    /// <summary>Device of this machine's own BMC, such as <c>/dev/ipmi1</c>. Empty: the first that exists.</summary>
    public string Device { get; init; } = "";

    /// <summary>
    /// Socket of <c>dcmon-agent bmc</c>, which asks this machine's own BMC for an agent without the right to its device; the
    /// service uses <c>/run/dcmon-agent-bmc.sock</c>. Empty: the agent uses the device itself.
    /// </summary>
    public string Helper { get; init; } = "";

    /// <summary>Whether fan modes and duty cycles are read on boards whose vendor commands are known.</summary>
    public bool FanModes { get; init; } = true;

    /// <summary>Whether the BMC's event log is read.</summary>
    public bool Sel { get; init; } = true;

    /// <summary>Most events taken over from an event log that is read for the first time, 0 to 512.</summary>
    public int SelFirst { get; init; } = 512;

    /// <summary>BMCs on the network, by name.</summary>
    public SettingsMap<BmcSettings> Bmcs { get; init; } = [];

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        foreach (var problem in base.Check()) yield return problem;
        if (Device.Length > 0 && !Path.IsPathFullyQualified(Device)) yield return ("device", "must be an absolute path such as /dev/ipmi0.");
        if (Helper.Length > 0 && !Path.IsPathFullyQualified(Helper))
            yield return ("helper", "must be the absolute path of a socket.");
        if (SelFirst is < 0 or > BmcQuestion.MostEvents) yield return ("sel_first", "must be from 0 to 512.");
    }
}
