namespace Dcmon.Agent.Collecting;

/// <summary>
/// Figures that cost too much, or take too long, to be read at each report: those of tools, sockets and networks. It
/// runs at its own pace beside the reports, which hold what its last good run found. An instance is used by one run at
/// a time and may keep buffers between runs.
/// </summary>
internal interface IPacedCollector : INamedCollector
{
    /// <summary>How often it runs, and how long it may take.</summary>
    Pace Pace { get; }

    /// <summary>
    /// Why this machine cannot have these figures, or null where it can. Asked before the first run, and every 10
    /// minutes while there is a reason. Any exception marks the run as failed.
    /// </summary>
    /// <param name="stop">Cancelled when the time of the run is over; question and run share it.</param>
    ValueTask<string?> WhyAbsentAsync(CancellationToken stop) => new((string?)null);

    /// <summary>
    /// Reads the source and adds its samples to the run's. Any exception marks the run as failed, and what it
    /// added counts for nothing; where only a part of the source fails, report it by <see cref="CollectorRun.Trouble"/>
    /// and go on.
    /// </summary>
    Task CollectAsync(CollectorRun run);
}
