namespace Dcmon.TimeSeries.Queries;

/// <summary>Answers range queries from a store: selection is the store's part, evaluation is here.</summary>
public static class RangeReader
{
    /// <summary>Computes the query over these clients.</summary>
    /// <exception cref="QueryTooLargeException">The answer would be too large.</exception>
    public static async Task<RangeResult> ReadAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, RangeQuery query, CancellationToken cancel)
    {
        var sink = new RangeSink(query);
        // The first point stands for the whole step that ends at it.
        var after = query.StepEnd(query.From) - query.Step - query.LookBack - (query.Step == 0 ? 1 : 0);
        foreach (var client in clients)
            await store.ScanAsync(client, query.Selector, after, query.To, sink, cancel).ConfigureAwait(false);
        return SeriesCombiner.Combine(query, sink.Finish());
    }
}
