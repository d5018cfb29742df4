namespace Dcmon.Agent.Collecting;

/// <summary>
/// Figures that are cheap enough to be read at each report: the kernel's, or those of a library. An instance is used by
/// one run at a time and may keep buffers between runs. A collector need not guard itself against hanging:
/// <see cref="CollectorRunner"/> does.
/// </summary>
internal interface ICollector : INamedCollector
{
    /// <summary>
    /// Why this machine cannot have these figures, or null where it can. Asked before the first run, and every 10
    /// minutes while there is a reason.
    /// </summary>
    string? WhyAbsent() => null;

    /// <summary>
    /// What failed in the last run although it succeeded as a whole, as <c>PART: REASON</c>; null for a collector
    /// without parts that fail alone. Read when a run has ended, before the next. Logged when it changes: leave out
    /// what differs from run to run.
    /// </summary>
    IReadOnlyList<string>? Troubles => null;

    /// <summary>Reads the source and adds its samples. Any exception marks the run as failed.</summary>
    void Collect(SampleSet samples);
}
