namespace Dcmon.TimeSeries.Queries;

/// <summary>Answers range queries from a store: selection is the store's part, evaluation is here.</summary>
public static class RangeReader
{
    /// <summary>Computes the query over these clients, several of them at a time.</summary>
    /// <exception cref="QueryTooLargeException">The answer, or the work for it, would be too large.</exception>
    public static async Task<RangeResult> ReadAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, RangeQuery query, CancellationToken cancel)
    {
        var evaluation = new RangeEvaluation(query);
        var meant = clients.Where(query.Selector.MatchesClient).Distinct().ToArray();
        await ClientWorkers.RunAsync(meant, cancel, async (next, stop) =>
        {
            var sink = evaluation.NewSink(stop);
            while (next() is { } client)
            {
                await store.ScanAsync(client, query.Selector, query.After, query.Until, query.Resolution, sink, stop).ConfigureAwait(false);
                sink.EndClient();
            }

            evaluation.Fold(sink);
        }).ConfigureAwait(false);
        return evaluation.Finish();
    }
}
