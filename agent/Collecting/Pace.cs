namespace Dcmon.Agent.Collecting;

/// <summary>How often a collector runs.</summary>
/// <param name="Interval">From the start of a run to the start of the next.</param>
/// <param name="Timeout">The most that a run may take.</param>
internal readonly record struct Pace(TimeSpan Interval, TimeSpan Timeout);
