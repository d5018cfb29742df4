namespace Dcmon.Agent.Collecting;

/// <summary>Stands for a collector that the settings turn off: it is known by name and never runs.</summary>
internal sealed record DisabledCollector(string Name) : INamedCollector;
