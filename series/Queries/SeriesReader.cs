using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Answers from a store which series there are, and what their newest values are.</summary>
public static class SeriesReader
{
    /// <summary>Series that one selector may find.</summary>
    public const int MaxSeries = 100_000;

    private static readonly Comparer<(string Client, string Series)> ByName = Comparer<(string Client, string Series)>.Create(
        static (a, b) => string.CompareOrdinal(a.Client, b.Client) is not 0 and var order
            ? order
            : string.CompareOrdinal(a.Series, b.Series));

    /// <summary>The series that have values in the query's span of time, sorted by client, metric and labels.</summary>
    /// <exception cref="QueryTooLargeException">There are more than <see cref="MaxSeries"/>.</exception>
    /// <exception cref="SelectorException">A selector is malformed, or its regular expressions are too costly.</exception>
    public static async Task<IReadOnlyList<SeriesInfo>> ListSeriesAsync(
        this ISeriesStore store, SeriesQuery query, CancellationToken cancel)
    {
        var found = await FindAsync(
            store,
            query,
            async (client, selector, stop) =>
                from series in await store.ListSeriesAsync(client, selector, query.From - 1, query.To, stop).ConfigureAwait(false)
                select (series, series),
            cancel).ConfigureAwait(false);
        return found.Select(each => SeriesInfo.Of(each.Key.Client, each.Value)).ToArray();
    }

    /// <summary>The newest value of each series within the query's span of time, sorted by client, metric and labels.</summary>
    /// <exception cref="QueryTooLargeException">There are more than <see cref="MaxSeries"/> series.</exception>
    /// <exception cref="SelectorException">A selector is malformed, or its regular expressions are too costly.</exception>
    public static async Task<IReadOnlyList<SeriesLatest>> ReadLatestAsync(
        this ISeriesStore store, SeriesQuery query, CancellationToken cancel)
    {
        var found = await FindAsync(
            store,
            query,
            async (client, selector, stop) =>
            {
                var sink = new LatestSink(stop);
                await store.ScanAsync(client, selector, query.From - 1, query.To, Tier.Raw, sink, stop).ConfigureAwait(false);
                return sink.Latest;
            },
            cancel).ConfigureAwait(false);
        return found.Values.ToArray();
    }

    /// <summary>Asks each client for each selector, and sorts what they find; what several selectors find counts once.</summary>
    private static async Task<SortedDictionary<(string Client, string Series), T>> FindAsync<T>(
        ISeriesStore store,
        SeriesQuery query,
        Func<string, SeriesSelector, CancellationToken, Task<IEnumerable<(Series Series, T Found)>>> ask,
        CancellationToken cancel)
    {
        var found = new SortedDictionary<(string Client, string Series), T>(ByName);
        var budget = new MatchBudget(cancel);
        var selectors = query.Selectors.Count == 0
            ? [new SeriesSelector([])]
            : query.Selectors.Select(each => SeriesSelector.Parse(each, budget)).ToList();
        foreach (var selector in selectors)
        {
            var count = 0;
            var clients = await store.ClientsAsync(query.Clients, selector, cancel).ConfigureAwait(false);
            await ClientWorkers.RunAsync(clients, cancel, async (next, stop) =>
            {
                while (next() is { } client)
                {
                    var answer = (await ask(client, selector, stop).ConfigureAwait(false))
                        .Select(each => (Key: (client, each.Series.ToString()), each.Found)).ToList();
                    if (Interlocked.Add(ref count, answer.Count) > MaxSeries) throw QueryTooLargeException.Series(MaxSeries);
                    lock (found)
                        foreach (var (key, each) in answer)
                            found[key] = each;
                }
            }).ConfigureAwait(false);
        }

        return found;
    }
}
