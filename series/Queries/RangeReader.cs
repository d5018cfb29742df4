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
        foreach (var client in clients)
            await store.ScanAsync(client, query.Selector, query.After, query.Until, query.Resolution, sink, cancel).ConfigureAwait(false);
        return SeriesCombiner.Combine(query, sink.Finish());
    }
}
