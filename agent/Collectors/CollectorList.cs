using Dcmon.Agent.Settings;

namespace Dcmon.Agent.Collectors;

/// <summary>Every collector there is, a row each.</summary>
internal static class CollectorList
{
    /// <summary>Makes the collectors, in the order in which their figures stand in reports.</summary>
    public static ICollector[] Make(Roots roots, CollectorSettings settings, IAgentState state) =>
    [
        new CpuCollector(roots),
        new LoadCollector(roots),
        new MemoryCollector(roots),
        new DiskCollector(roots, new NameFilter(settings.ExcludeDisks)),
        new FilesystemCollector(roots, settings.AlsoFilesystemTypes, new NameFilter(settings.ExcludeMountPoints)),
        new NetworkCollector(roots, new NameFilter(settings.ExcludeInterfaces)),
        new PressureCollector(roots),
        new ProcessCollector(roots),
        new SystemCollector(roots),
        new SelfCollector(state),
    ];
}
