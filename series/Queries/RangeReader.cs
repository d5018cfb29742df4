using Dcmon.Queries;
using Dcmon.Queries.Selection;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Answers range queries from a store: selection is the store's part, evaluation is here.</summary>
public static class RangeReader
{
    /// <summary>Computes the query, over several of its clients at a time.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="maxSamples">Samples and summaries that may be read to answer.</param>
    /// <exception cref="QueryTooLargeException">The answer, or the work for it, would be too large.</exception>
    /// <exception cref="SelectorException">A matcher is malformed, or its regular expressions are too costly.</exception>
    public static async Task<RangeAnswer> ReadAsync(
        this ISeriesStore store, RangeQuery query, CancellationToken cancel, long maxSamples = RangePlan.MostSamples)
    {
        var plan = new RangePlan(query, maxSamples, cancel);
        var evaluation = new RangeEvaluation(plan);
        var clients = await store.ClientsAsync(query.Clients, plan.Selector, cancel).ConfigureAwait(false);
        await ClientWorkers.RunAsync(clients, cancel, async (next, stop) =>
        {
            var sink = evaluation.NewSink(stop);
            while (next() is { } client)
            {
                await store.ScanAsync(client, plan.Selector, plan.After, plan.Until, plan.Resolution, sink, stop).ConfigureAwait(false);
                sink.EndClient();
            }

            evaluation.Fold(sink);
        }).ConfigureAwait(false);
        return evaluation.Finish();
    }
}
