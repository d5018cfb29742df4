using Dcmon.GrainInterfaces.History;
using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Queries.States;
using Orleans.Concurrency;

namespace Dcmon.Grains.History;

/// <summary>Reads history; the store does the work.</summary>
/// <remarks>
/// One worker a silo: among several, Orleans does not find the one whose call is cancelled. It is reentrant, and reads
/// on the thread pool, so that no query waits for another.
/// </remarks>
[StatelessWorker(1), Reentrant]
public sealed class HistoryGrain(ISeriesStore store) : Grain, IHistoryGrain
{
    /// <inheritdoc/>
    public Task<RangeAnswer> Query(RangeQuery query, CancellationToken cancel) => Answer(
        () => store.ReadAsync(query, cancel),
        refusal => new RangeAnswer([], [], refusal));

    /// <inheritdoc/>
    public Task<SeriesAnswer> Series(SeriesQuery query, CancellationToken cancel) => Answer(
        async () => new SeriesAnswer(await store.ListSeriesAsync(query, cancel)),
        refusal => new SeriesAnswer([], refusal));

    /// <inheritdoc/>
    public Task<LatestAnswer> Latest(SeriesQuery query, CancellationToken cancel) => Answer(
        async () => new LatestAnswer(await store.ReadLatestAsync(query, cancel)),
        refusal => new LatestAnswer([], refusal));

    /// <inheritdoc/>
    public Task<MetricsAnswer> Metrics(MetricsQuery query, CancellationToken cancel) => Answer(
        async () => new MetricsAnswer(await store.ListMetricsAsync(query, cancel)),
        refusal => new MetricsAnswer([], refusal));

    /// <inheritdoc/>
    public Task<LabelsAnswer> Labels(string metric, MetricsQuery query, CancellationToken cancel) =>
        Task.Run(async () => new LabelsAnswer(await store.ListLabelsAsync(metric, query, cancel)));

    /// <inheritdoc/>
    public Task<StatesAnswer> States(StatesQuery query, CancellationToken cancel) => Answer(
        async () => new StatesAnswer(await store.ReadStatesAsync(query, cancel)),
        refusal => new StatesAnswer([], refusal));

    /// <inheritdoc/>
    public Task<EventsAnswer> Events(EventsQuery query, CancellationToken cancel) => Task.Run(async () =>
    {
        var found = await store.ListEventsAsync(query, cancel);
        return new EventsAnswer(found, found.Count == query.Limit ? found[^1].Place.ToString() : null);
    });

    /// <inheritdoc/>
    public Task<ProcessesAnswer?> Processes(string client, long at, CancellationToken cancel) =>
        Task.Run(async () => await store.FindProcessesAsync(client, at, cancel));

    /// <inheritdoc/>
    public Task<string?> Refusal() => Task.FromResult(store.Refusal);

    /// <inheritdoc/>
    public Task Compact()
    {
        store.RequestCompaction();
        return Task.CompletedTask;
    }

    private static async Task<T> Answer<T>(Func<Task<T>> answer, Func<string, T> refuse)
    {
        try
        {
            return await Task.Run(answer);
        }
        catch (Exception refused) when (refused is QueryTooLargeException or SelectorException)
        {
            return refuse(refused.Message);
        }
    }
}
