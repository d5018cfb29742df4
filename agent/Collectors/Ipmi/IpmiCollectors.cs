using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Collectors.Psu;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>The collectors of all BMCs: this machine's own, and those that the settings name.</summary>
internal static class IpmiCollectors
{
    /// <summary>How this machine's own BMC is asked: through the helper where the settings name its socket.</summary>
    public static IBmcAccess Own(CollectorParts parts, IpmiSettings settings)
    {
        var bmc = new LocalBmc(settings.Device);
        return settings.Helper.Length > 0
            ? new HelperAccess(settings.Helper, bmc, parts.Tools.MaxOutput, parts.Time)
            : new ToolAccess(bmc, parts.Tools, parts.State, parts.Time);
    }

    /// <summary>Makes them.</summary>
    /// <param name="own">How this machine's own BMC is asked.</param>
    /// <param name="parts">What collectors are made from.</param>
    /// <param name="settings">The section <c>collect.ipmi</c>.</param>
    /// <param name="supplies">The section <c>collect.psu</c>.</param>
    public static IEnumerable<IpmiCollector> Make(IBmcAccess own, CollectorParts parts, IpmiSettings settings, PsuSettings supplies)
    {
        var sink = new SelPublisher(parts.EventQueue, parts.Loggers.CreateLogger<SelPublisher>());
        // A series must have one collector; ipmicfg reports more of a power supply than its sensor does.
        yield return new IpmiCollector(own, parts, settings, sink, () => !supplies.Enabled || Ipmicfg.Find(parts.Tools) is null);
        foreach (var (name, bmc) in settings.Bmcs)
        {
            var access = new ToolAccess(new RemoteBmc(name, bmc), parts.Tools, parts.State, parts.Time);
            yield return new IpmiCollector(access, parts, settings, sink, () => true);
        }
    }
}
