namespace Dcmon.Load.Results;

/// <summary>What a simulation came to; written as JSON for programs.</summary>
/// <param name="Agents">Agents.</param>
/// <param name="Seconds">How long they made reports.</param>
/// <param name="Series">Series of all agents together.</param>
/// <param name="Made">Reports made.</param>
/// <param name="Sent">Reports sent, each as often as it was.</param>
/// <param name="Acknowledged">Reports that the server has taken.</param>
/// <param name="FirstTry">Those sent once.</param>
/// <param name="Retried">Repetitions sent.</param>
/// <param name="Duplicates">Reports that the server had already when it answered.</param>
/// <param name="Late">Reports acknowledged an interval or more after they were due.</param>
/// <param name="Refused">Reports refused for ever.</param>
/// <param name="Missed">Reports never acknowledged.</param>
/// <param name="Failures">Requests without a good answer.</param>
/// <param name="LatencyMilliseconds">Of the answered requests.</param>
/// <param name="CpuSeconds">What the simulation itself cost.</param>
public sealed record LoadResult(
    int Agents, double Seconds, int Series, long Made, long Sent, long Acknowledged, long FirstTry, long Retried,
    long Duplicates,
    long Late, long Refused, long Missed, long Failures, LatencyResult LatencyMilliseconds, double CpuSeconds)
{
    /// <summary>The result of a fleet that has stopped.</summary>
    public static LoadResult Of(LoadFleet fleet, TimeSpan duration)
    {
        var counters = fleet.Counters;
        return new LoadResult(
            fleet.Agents.Count, Math.Round(duration.TotalSeconds, 1), fleet.Agents.Sum(agent => agent.SeriesCount), counters.Made,
            counters.Sent, counters.Acknowledged, counters.FirstTry, counters.Retried, counters.Duplicates, counters.Late,
            counters.Refused, counters.Waiting, counters.Failures, LatencyResult.Of(counters.Latency),
            Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 1));
    }
}

/// <summary>Durations in milliseconds.</summary>
/// <param name="P50">Half of all are not longer.</param>
/// <param name="P95">95 of 100.</param>
/// <param name="P99">99 of 100.</param>
/// <param name="Max">The longest.</param>
public sealed record LatencyResult(double P50, double P95, double P99, double Max)
{
    /// <summary>The percentiles of a histogram.</summary>
    public static LatencyResult Of(LatencyHistogram histogram) => new(
        Milliseconds(histogram.Percentile(0.5)), Milliseconds(histogram.Percentile(0.95)),
        Milliseconds(histogram.Percentile(0.99)), Milliseconds(histogram.Largest));

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 2);
}
