namespace Dcmon.Agent.Collectors.Containers;

/// <summary>Makes the collectors of containers, and of what is known by them.</summary>
internal static class ContainerCollectors
{
    /// <summary>Makes them; one that the settings turn off is known by name alone.</summary>
    public static INamedCollector[] Make(CollectorParts parts)
    {
        var settings = parts.Settings;
        var table = new ContainerTable(parts.Time);
        var containers = new ContainerCollector(parts, settings.Containers, table);
        return [settings.Containers.Enabled ? containers : new SwitchedOff(containers.Name)];
    }
}
