namespace Dcmon.TimeSeries.Queries.States;

/// <summary>Answers from a store which state was when.</summary>
public static class StateReader
{
    /// <summary>The spans of the selected series of these clients, sorted by client and series.</summary>
    /// <exception cref="QueryTooLargeException">There are too many series, or too many spans.</exception>
    public static async Task<IReadOnlyList<StateLine>> ReadStatesAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, StateQuery query, CancellationToken cancel)
    {
        var found = new List<StateLine>();
        var spans = 0;
        await ClientWorkers.RunAsync([.. clients.Where(query.Selector.MatchesClient).Distinct()], cancel, async (next, stop) =>
        {
            while (next() is { } client)
            {
                var sink = new StateSink(stop);
                await store.ScanAsync(client, query.Selector, query.From - 1, query.To, query.Resolution, sink, stop).ConfigureAwait(false);
                var lines = sink.Lines;
                lock (found)
                {
                    found.AddRange(lines);
                    spans += lines.Sum(line => line.Spans.Count);
                    if (found.Count > StateQuery.MaxLines) throw QueryTooLargeException.Lines(StateQuery.MaxLines);
                    if (spans > StateQuery.MaxSpans) throw QueryTooLargeException.Spans(StateQuery.MaxSpans);
                }
            }
        }).ConfigureAwait(false);
        return [.. found.OrderBy(line => line.Client, StringComparer.Ordinal).ThenBy(line => line.Series.ToString(), StringComparer.Ordinal)];
    }
}
