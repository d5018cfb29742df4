using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Collectors.Psu;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>The collectors of all BMCs: this machine's own, and those that the settings name.</summary>
internal static class IpmiCollectors
{
    /// <summary>Makes them.</summary>
    public static IEnumerable<IpmiCollector> Make(CollectorParts parts, IpmiSettings settings, PsuSettings supplies)
    {
        var sink = new SelPublisher(parts.EventQueue, parts.Loggers.CreateLogger<SelPublisher>());
        // A series must have one collector; ipmicfg reports more of a power supply than its sensor does.
        yield return new IpmiCollector(
            new LocalBmc(settings.Device), parts, settings, sink, () => !supplies.Enabled || PsuCollector.FindTool(parts.Tools) is null);
        foreach (var (name, bmc) in settings.Bmcs)
            yield return new IpmiCollector(new RemoteBmc(name, bmc), parts, settings, sink, () => true);
    }
}
