using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Clock;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Cpu;
using Dcmon.Agent.Collectors.Disks;
using Dcmon.Agent.Collectors.Edac;
using Dcmon.Agent.Collectors.Filesystems;
using Dcmon.Agent.Collectors.Gpu;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.GpuSmi;
using Dcmon.Agent.Collectors.Hwmon;
using Dcmon.Agent.Collectors.Ipmi;
using Dcmon.Agent.Collectors.Load;
using Dcmon.Agent.Collectors.Memory;
using Dcmon.Agent.Collectors.Network;
using Dcmon.Agent.Collectors.Pressure;
using Dcmon.Agent.Collectors.Processes;
using Dcmon.Agent.Collectors.Psu;
using Dcmon.Agent.Collectors.Raid;
using Dcmon.Agent.Collectors.Rapl;
using Dcmon.Agent.Collectors.Reach;
using Dcmon.Agent.Collectors.Scrape;
using Dcmon.Agent.Collectors.Scripts;
using Dcmon.Agent.Collectors.Self;
using Dcmon.Agent.Collectors.Smart;
using Dcmon.Agent.Collectors.SystemInfo;
using Dcmon.Agent.Collectors.Thermal;
using Dcmon.Agent.Collectors.Units;
using Dcmon.Agent.Collectors.Updates;
using Dcmon.Agent.Collectors.Vast;
using Dcmon.Agent.Collectors.Zfs;
using Dcmon.Agent.Events;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Extras;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors;

/// <summary>Every collector there is, a row each.</summary>
internal static class CollectorList
{
    /// <summary>Makes the collectors, in the order in which their figures stand in reports.</summary>
    /// <param name="parts">What they are made from.</param>
    /// <param name="settings">The section <c>collect</c>; a collector that it turns off is known by name alone.</param>
    public static INamedCollector[] Make(CollectorParts parts, CollectorSettings settings)
    {
        var roots = parts.Roots;
        var nvml = new NvmlSession(settings.Gpu.Library);
        var gpuWatch = GpuWatch.Make(parts, settings.KernelLog);
        var gpuProcesses = new GpuProcessTable();
        var containers = new ContainerTable(parts.Time);
        var bmc = IpmiCollectors.Own(parts, settings.Ipmi);
        return
        [
            // The kernel
            Row(settings.Cpu, new CpuCollector(roots)),
            Row(settings.Load, new LoadCollector(roots)),
            Row(settings.Memory, new MemoryCollector(roots)),
            Row(settings.Disks, new DiskCollector(roots, new NameFilter(settings.ExcludeDisks))),
            Row(settings.Filesystems,
                new FilesystemCollector(roots, settings.AlsoFilesystemTypes, new NameFilter(settings.ExcludeMountPoints))),
            Row(settings.Network, new NetworkCollector(roots, new NameFilter(settings.ExcludeInterfaces))),
            Row(settings.Pressure, new PressureCollector(roots)),
            Row(settings.Processes,
                new ProcessCollector(roots, settings.Processes, gpuProcesses, containers, parts.ProcessTable, parts.Time)),
            Row(settings.System, new SystemCollector(roots)),

            // GPUs
            Row(settings.Gpu, new GpuCollector(
                nvml, settings.Gpu, gpuWatch, gpuProcesses, roots, parts.Time, parts.Loggers.CreateLogger<GpuCollector>())),
            Row(settings.GpuSmi, new GpuSmiCollector(
                settings.Gpu.Enabled ? nvml : null, settings.GpuSmi, parts.Tools, gpuWatch, gpuProcesses, roots)),

            // BMC
            .. IpmiCollectors.Make(bmc, parts, settings.Ipmi, settings.Psu).Select(each => Row(settings.Ipmi, each)),

            // Power supplies
            Row(settings.Psu, new PsuCollector(bmc, parts, settings.Psu)),

            // Drive health
            Row(settings.Smart, new SmartCollector(
                roots, settings.Smart, parts.Tools, new DriveEvents(parts.Events, new ReportedStates(parts.State, "drives"), parts.Time), parts.Time)),
            Row(settings.Raid, new RaidCollector(roots, Changes("raid", EventKinds.RaidState))),
            Row(settings.Zfs, new ZfsCollector(roots, Changes("zfs", EventKinds.RaidState))),

            // Sensors
            Row(settings.Hwmon, new HwmonCollector(roots, new NameFilter(settings.Hwmon.Exclude), parts.Time)),
            Row(settings.Thermal, new ThermalCollector(roots, parts.Time)),
            Row(settings.Edac, new EdacCollector(roots, Changes("edac", EventKinds.MemoryError), parts.Time)),
            Row(settings.Rapl, new RaplCollector(roots, parts.Time)),

            // Containers
            Row(settings.Containers, new ContainerCollector(parts, settings.Containers, containers)),
            Row(settings.Vast, new VastCollector(parts, settings.Vast, containers, settings.Containers.Pace)),

            // Units
            Row(settings.Units, new UnitsCollector(settings.Units, parts.Tools, new UnitFailures(parts.Events, parts.Time))),

            // Updates
            Row(settings.Updates, new UpdatesCollector(settings.Updates, parts.Tools, parts.Time)),

            // Scripts and targets
            Row(settings.Scripts, new ScriptsCollector(parts, settings.Scripts)),
            .. settings.Scrape.Select(each => Row(each.Value, new ScrapeCollector(each.Key, each.Value, parts.Time))),
            .. settings.Reach.Select(each => Row(each.Value, new ReachCollector(each.Key, each.Value, parts.Time))),
            Row(settings.Clock, new ClockCollector(parts.Server, parts.Events, parts.Time)),

            // The agent itself
            new SelfCollector(parts.Spool, parts.Tools, parts.EventQueue),
        ];

        StateEvents Changes(string name, string kind) => new(parts.Events, new ReportedStates(parts.State, name), kind, parts.Time);
    }

    private static INamedCollector Row(CollectorSection section, INamedCollector collector) =>
        section.Enabled ? collector : new DisabledCollector(collector.Name);
}
