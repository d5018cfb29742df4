using Dcmon.Agent.Collectors.Vast;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>Makes the collectors of containers, and of what is known by them.</summary>
internal static class ContainerCollectors
{
    /// <summary>Makes them; one that the settings turn off is known by name alone.</summary>
    /// <param name="parts">What collectors are made from.</param>
    /// <param name="table">Is told which containers there are.</param>
    public static INamedCollector[] Make(CollectorParts parts, ContainerTable table)
    {
        var settings = parts.Settings;
        var containers = new ContainerCollector(parts, settings.Containers, table);
        var vast = new VastCollector(parts, settings.Vast, table, settings.Containers.Pace);
        return [settings.Containers.Enabled ? containers : new SwitchedOff(containers.Name), settings.Vast.Enabled ? vast : new SwitchedOff(vast.Name)];
    }
}
