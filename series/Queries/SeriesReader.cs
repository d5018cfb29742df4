using System.Collections.Concurrent;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Selection;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Answers from a store which series there are, and what their newest values are.</summary>
public static class SeriesReader
{
    /// <summary>Series that one answer may hold.</summary>
    public const int MaxSeries = 100_000;

    /// <summary>The series of these clients that fit the selector and have values with after &lt; time ≤ until.</summary>
    /// <exception cref="QueryTooLargeException">There are more than <see cref="MaxSeries"/>.</exception>
    public static async Task<IReadOnlyList<(string Client, Series Series)>> ListSeriesAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, SeriesSelector selector, long after, long until, CancellationToken cancel)
    {
        var found = new ConcurrentBag<(string, IReadOnlyList<Series>)>();
        var count = 0;
        await ClientWorkers.RunAsync([.. clients.Where(selector.MatchesClient).Distinct()], cancel, async (next, stop) =>
        {
            while (next() is { } client)
            {
                var series = await store.ListSeriesAsync(client, selector, after, until, stop).ConfigureAwait(false);
                if (Interlocked.Add(ref count, series.Count) > MaxSeries) throw QueryTooLargeException.Series(MaxSeries);
                found.Add((client, series));
            }
        }).ConfigureAwait(false);
        return [.. found.SelectMany(each => each.Item2, (each, series) => (each.Item1, series))];
    }

    /// <summary>The newest value of each series of these clients that fits, in no order.</summary>
    /// <exception cref="QueryTooLargeException">There are more than <see cref="MaxSeries"/> series.</exception>
    public static async Task<IReadOnlyList<LatestSample>> ReadLatestAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, LatestQuery query, CancellationToken cancel)
    {
        var found = new ConcurrentBag<IReadOnlyList<LatestSample>>();
        var count = 0;
        await ClientWorkers.RunAsync([.. clients.Where(query.Selector.MatchesClient).Distinct()], cancel, async (next, stop) =>
        {
            while (next() is { } client)
            {
                var sink = new LatestSink(stop);
                await store.ScanAsync(client, query.Selector, query.At - query.LookBack, query.At, Tier.Raw, sink, stop).ConfigureAwait(false);
                var latest = sink.Latest;
                if (Interlocked.Add(ref count, latest.Count) > MaxSeries) throw QueryTooLargeException.Series(MaxSeries);
                found.Add(latest);
            }
        }).ConfigureAwait(false);
        return [.. found.SelectMany(each => each)];
    }
}
