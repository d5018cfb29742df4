using Dcmon.Queries;

namespace Dcmon.GrainInterfaces.History;

/// <summary>
/// Reads history from the store: a stateless worker, so that reading never takes a client's turn. Key: <see cref="GrainKeys.History"/>.
/// </summary>
[Alias("dcmon.history")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>Answers a range query.</summary>
    [Alias("query")]
    Task<RangeAnswer> Query(RangeQuery query, CancellationToken cancel);

    /// <summary>Lists series that have values within a span of time.</summary>
    [Alias("series")]
    Task<SeriesAnswer> Series(SeriesQuery query, CancellationToken cancel);

    /// <summary>Gives the newest value of each series that has one within a span of time.</summary>
    [Alias("latest")]
    Task<LatestAnswer> Latest(SeriesQuery query, CancellationToken cancel);

    /// <summary>Lists the metrics that were reported within a span of time, by name.</summary>
    [Alias("metrics")]
    Task<MetricsAnswer> Metrics(MetricsQuery query, CancellationToken cancel);

    /// <summary>Lists the labels of a metric as it was reported within a span of time, by name.</summary>
    [Alias("labels")]
    Task<LabelsAnswer> Labels(string metric, MetricsQuery query, CancellationToken cancel);

    /// <summary>Lists when the series of a metric had which value, as spans of equal value.</summary>
    [Alias("states")]
    Task<StatesAnswer> States(StatesQuery query, CancellationToken cancel);

    /// <summary>Lists events, newest first.</summary>
    [Alias("events")]
    Task<EventsAnswer> Events(EventsQuery query, CancellationToken cancel);

    /// <summary>The newest process table of a client up to a time (Unix milliseconds); null where there is none.</summary>
    [Alias("processes")]
    Task<ProcessesAnswer?> Processes(string client, long at, CancellationToken cancel);

    /// <summary>Why the store takes no reports at present, such as a full disk; null where it does.</summary>
    [Alias("refusal")]
    Task<string?> Refusal();

    /// <summary>Asks the store to seal and merge soon everything whose time is over.</summary>
    [Alias("compact")]
    Task Compact();
}
