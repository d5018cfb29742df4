using Dcmon.Agent.Settings;

namespace Dcmon.Agent.Collectors;

/// <summary>Every collector there is, a row each.</summary>
internal static class CollectorList
{
    /// <summary>Makes the collectors, in the order in which their figures stand in reports.</summary>
    public static INamedCollector[] Make(CollectorParts parts)
    {
        var (roots, settings) = (parts.Roots, parts.Settings);
        return
        [
            // The kernel
            Row(settings.Cpu, new CpuCollector(roots)),
            Row(settings.Load, new LoadCollector(roots)),
            Row(settings.Memory, new MemoryCollector(roots)),
            Row(settings.Disks, new DiskCollector(roots, new NameFilter(settings.ExcludeDisks))),
            Row(settings.Filesystems, new FilesystemCollector(roots, settings.AlsoFilesystemTypes, new NameFilter(settings.ExcludeMountPoints))),
            Row(settings.Network, new NetworkCollector(roots, new NameFilter(settings.ExcludeInterfaces))),
            Row(settings.Pressure, new PressureCollector(roots)),
            Row(settings.Processes, new ProcessCollector(roots)),
            Row(settings.System, new SystemCollector(roots)),

            // GPUs

            // BMC

            // Power supplies

            // Drive health

            // Sensors

            // Updates

            // Containers

            // Processes

            // Units

            // vast.ai

            // Scripts

            // Scrape

            // Reachability

            // Clock

            // The agent itself
            new SelfCollector(parts.Agent),
        ];
    }

    private static INamedCollector Row(CollectorSection section, INamedCollector collector) =>
        section.Enabled ? collector : new SwitchedOff(collector.Name);
}
