using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Events;

/// <summary>
/// The newest process table on its way from its collector to the next report, which takes it once. Safe for concurrent
/// use.
/// </summary>
internal sealed class ProcessTableSlot
{
    private ProcessTable? _newest;

    /// <summary>Puts a table in the place of the one that is there; it is cut to what a report takes.</summary>
    public void Set(ProcessTable table) => Volatile.Write(ref _newest, ExtrasLimits.Fit(table));

    /// <summary>Takes the table away; null where there was none since the last time.</summary>
    public ProcessTable? Take() => Interlocked.Exchange(ref _newest, null);
}
