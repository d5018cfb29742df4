using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Answers queries from a store: selection is the store's part, evaluation is here.</summary>
public static class RangeReader
{
    /// <summary>Computes the query over these clients, several of them at a time.</summary>
    /// <exception cref="QueryTooLargeException">The answer, or the work for it, would be too large.</exception>
    public static async Task<RangeResult> ReadAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, RangeQuery query, CancellationToken cancel)
    {
        var evaluation = new RangeEvaluation(query);
        var meant = clients.Where(query.Selector.MatchesClient).ToArray();
        await ForEachAsync(meant, cancel, async (next, stop) =>
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

    /// <summary>Reads the newest value of each selected series of these clients.</summary>
    public static async Task<IReadOnlyList<LatestSample>> ReadLatestAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, LatestQuery query, CancellationToken cancel)
    {
        var sinks = new ConcurrentBag<LatestSink>();
        var meant = clients.Where(query.Selector.MatchesClient).ToArray();
        await ForEachAsync(meant, cancel, async (next, stop) =>
        {
            while (next() is { } client)
            {
                var sink = new LatestSink(stop);
                await store.ScanAsync(client, query.Selector, query.At - query.LookBack, query.At, Tier.Raw, sink, stop).ConfigureAwait(false);
                sinks.Add(sink);
            }
        }).ConfigureAwait(false);
        return LatestSink.Sorted(sinks);
    }

    /// <summary>
    /// Runs a worker for each core, each of which asks for client after client. The first that fails stops the others,
    /// and its failure is the one that is thrown.
    /// </summary>
    private static async Task ForEachAsync(
        string[] clients, CancellationToken cancel, Func<Func<string?>, CancellationToken, Task> worker)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var taken = -1;
        ExceptionDispatchInfo? failure = null;
        string? Next() => Interlocked.Increment(ref taken) is var i && i < clients.Length ? clients[i] : null;
        async Task Run()
        {
            try
            {
                await worker(Next, stop.Token).ConfigureAwait(false);
            }
            catch (Exception thrown)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(thrown), null);
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(clients.Length, Environment.ProcessorCount)).Select(_ => Run())).ConfigureAwait(false);
        failure?.Throw();
    }
}
