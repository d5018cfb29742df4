namespace Dcmon.Peers.Systems;

/// <summary>A question about the past, for each system to ask in its own way.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Labels">Labels that the series must have.</param>
/// <param name="Host">The host; null: all of them.</param>
/// <param name="MaximumByHost">One line a host, the maximum over its series; false: each series alone.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds.</param>
/// <param name="StepSeconds">Distance of the points.</param>
internal sealed record RangeQuestion(
    string Metric, IReadOnlyDictionary<string, string> Labels, string? Host, bool MaximumByHost, long From, long To,
    int StepSeconds);
