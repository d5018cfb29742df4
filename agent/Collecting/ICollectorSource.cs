namespace Dcmon.Agent.Collecting;

/// <summary>
/// A collector that finds others, which come and go while the agent runs, such as the scripts in a directory.
/// </summary>
internal interface ICollectorSource : IPacedCollector
{
    /// <summary>
    /// What its last run found: the same list, and the same collectors in it, as long as nothing changes. Safe for
    /// concurrent use.
    /// </summary>
    IReadOnlyList<IPacedCollector> Found { get; }
}
