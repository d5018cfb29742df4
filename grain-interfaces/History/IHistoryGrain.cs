using Orleans;

namespace Dcmon.GrainInterfaces.History;

/// <summary>Reads history from the store: a stateless worker, so that reading never takes a client's turn. Key: <see cref="GrainKeys.History"/>.</summary>
[Alias("dcmon.history")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>Answers a range query.</summary>
    [Alias("query")]
    Task<HistoryAnswer> Query(HistoryQuery query, CancellationToken cancel);

    /// <summary>Lists series that have values within a span of time.</summary>
    [Alias("series")]
    Task<SeriesAnswer> Series(SeriesQuery query, CancellationToken cancel);

    /// <summary>Gives the newest value of each series that has one within a span of time.</summary>
    [Alias("latest")]
    Task<LatestAnswer> Latest(SeriesQuery query, CancellationToken cancel);

    /// <summary>Lists events, newest first.</summary>
    [Alias("events")]
    Task<EventsAnswer> Events(EventsQuery query, CancellationToken cancel);

    /// <summary>The newest process table of a client up to a time (Unix milliseconds); null where there is none.</summary>
    [Alias("processes")]
    Task<ProcessesAnswer?> Processes(string client, long at, CancellationToken cancel);

    /// <summary>Has the store seal and merge all whose time is over, soon.</summary>
    [Alias("compact")]
    Task Compact();
}
