using Dcmon.GrainInterfaces.History;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Queries.States;
using Dcmon.TimeSeries.Selection;
using Dcmon.Wire.Metrics;
using Orleans.Concurrency;

namespace Dcmon.Grains.History;

/// <summary>Reads history; the store does the work.</summary>
[StatelessWorker]
public sealed class HistoryGrain(ISeriesStore store) : Grain, IHistoryGrain
{
    private static readonly Comparer<(string Client, string Name)> ByName = Comparer<(string Client, string Name)>.Create(
        static (a, b) => string.CompareOrdinal(a.Client, b.Client) is not 0 and var order ? order : string.CompareOrdinal(a.Name, b.Name));

    /// <inheritdoc/>
    public Task<HistoryAnswer> Query(HistoryQuery query, CancellationToken cancel) => Answer(
        async () =>
        {
            var result = await store.ReadAsync(await Clients(query.Clients, cancel), query.ToRangeQuery(), cancel);
            return new HistoryAnswer(result.Times, [.. result.Series.Select(HistoryQueries.ToHistorySeries)]);
        },
        refusal => new HistoryAnswer([], [], refusal));

    /// <inheritdoc/>
    public Task<SeriesAnswer> Series(SeriesQuery query, CancellationToken cancel) => Answer(
        async () =>
        {
            var clients = await Clients(query.Clients, cancel);
            var found = new SortedDictionary<(string Client, string Name), Series>(ByName);
            foreach (var selector in Selectors(query))
                foreach (var (client, series) in await store.ListSeriesAsync(clients, selector, query.From - 1, query.To, cancel))
                    found[(client, series.ToString())] = series;
            return new SeriesAnswer([.. found.Select(each => each.Value.ToSeriesInfo(each.Key.Client))]);
        },
        refusal => new SeriesAnswer([], refusal));

    /// <inheritdoc/>
    public Task<LatestAnswer> Latest(SeriesQuery query, CancellationToken cancel) => Answer(
        async () =>
        {
            var clients = await Clients(query.Clients, cancel);
            var found = new SortedDictionary<(string Client, string Name), LatestSample>(ByName);
            foreach (var selector in Selectors(query))
                foreach (var latest in await store.ReadLatestAsync(clients, new LatestQuery(selector, query.To, query.To - query.From + 1), cancel))
                    found[(latest.Client, latest.Series.ToString())] = latest;
            return new LatestAnswer([.. found.Values.Select(each => new SeriesLatest(each.Series.ToSeriesInfo(each.Client), each.Time, each.Value))]);
        },
        refusal => new LatestAnswer([], refusal));

    /// <inheritdoc/>
    public Task<MetricsAnswer> Metrics(MetricsQuery query, CancellationToken cancel) => Answer(
        async () =>
        {
            var found = await store.ListMetricsAsync(await Clients(query.Clients, cancel), query.From - 1, query.To, cancel);
            return new MetricsAnswer([.. found.Select(each => new MetricInfo(each.Name, each.Kind == MetricKind.Counter, each.Unit))]);
        },
        refusal => new MetricsAnswer([], refusal));

    /// <inheritdoc/>
    public async Task<LabelsAnswer> Labels(string metric, MetricsQuery query, CancellationToken cancel)
    {
        var found = await store.ListLabelsAsync(await Clients(query.Clients, cancel), metric, query.From - 1, query.To, cancel);
        return new LabelsAnswer([.. found.Select(each => new LabelInfo(each.Name, each.Values, each.More))]);
    }

    /// <inheritdoc/>
    public Task<StatesAnswer> States(StatesQuery query, CancellationToken cancel) => Answer(
        async () =>
        {
            var found = await store.ReadStatesAsync(await Clients(query.Clients, cancel), query.ToStateQuery(), cancel);
            return new StatesAnswer([.. found.Select(HistoryQueries.ToStatesLine)]);
        },
        refusal => new StatesAnswer([], refusal));

    /// <inheritdoc/>
    public async Task<EventsAnswer> Events(EventsQuery query, CancellationToken cancel) =>
        (await store.ListEventsAsync(query.ToEventQuery(), cancel)).ToAnswer(query.Limit);

    /// <inheritdoc/>
    public async Task<ProcessesAnswer?> Processes(string client, long at, CancellationToken cancel) =>
        await store.FindProcessesAsync(client, at, cancel) is { } found ? new ProcessesAnswer(found.Time, found.Table) : null;

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
            return await answer();
        }
        catch (Exception mendable) when (mendable is QueryTooLargeException or SelectorException)
        {
            return refuse(mendable.Message);
        }
    }

    private static IEnumerable<SeriesSelector> Selectors(SeriesQuery query) =>
        query.Selectors.Count == 0 ? [new SeriesSelector([])] : query.Selectors.Select(SeriesSelector.Parse);

    private async Task<IReadOnlyList<string>> Clients(IReadOnlyList<string>? asked, CancellationToken cancel) =>
        asked ?? await store.ListClientsAsync(cancel);
}
