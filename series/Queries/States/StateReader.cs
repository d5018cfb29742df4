using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.States;

/// <summary>Answers from a store when the series of a metric had which value.</summary>
public static class StateReader
{
    /// <summary>Series that one answer may hold.</summary>
    public const int MaxLines = 500;

    /// <summary>Spans that one answer may hold, over all its series.</summary>
    public const int MaxSpans = 20_000;

    /// <summary>A part of the whole so small is too narrow to be seen.</summary>
    private const int Parts = 2_000;

    /// <summary>The spans of the selected series, sorted by client and series.</summary>
    /// <exception cref="QueryTooLargeException">There are too many series, or too many spans.</exception>
    /// <exception cref="SelectorException">A matcher is malformed, or its regular expressions are too costly.</exception>
    public static async Task<IReadOnlyList<StatesLine>> ReadStatesAsync(
        this ISeriesStore store, StatesQuery query, CancellationToken cancel)
    {
        var budget = new MatchBudget(cancel);
        var selector = new SeriesSelector(query.Metric, query.Match.SelectMany(each => SeriesSelector.ParseMatchers(each, budget)));
        var clients = await store.ClientsAsync(query.Clients, selector, cancel).ConfigureAwait(false);
        var found = new List<(Series Series, StatesLine Line)>();
        var spans = 0;
        await ClientWorkers.RunAsync(clients, cancel, async (next, stop) =>
        {
            while (next() is { } client)
            {
                var sink = new StateSink(stop);
                await store.ScanAsync(client, selector, query.From - 1, query.To, Resolution(query), sink, stop).ConfigureAwait(false);
                var lines = sink.Lines;
                lock (found)
                {
                    found.AddRange(lines);
                    spans += lines.Sum(each => each.Line.Spans.Count);
                    if (found.Count > MaxLines) throw QueryTooLargeException.Lines(MaxLines);
                    if (spans > MaxSpans) throw QueryTooLargeException.Spans(MaxSpans);
                }
            }
        }).ConfigureAwait(false);
        return found.OrderBy(each => each.Line.Client, StringComparer.Ordinal)
            .ThenBy(each => each.Series.ToString(), StringComparer.Ordinal)
            .Select(each => each.Line).ToArray();
    }

    /// <summary>The coarsest tier that loses the time of a change by no more than a part too narrow to be seen.</summary>
    internal static Tier Resolution(StatesQuery query) => ((query.To - query.From) / Parts) switch
    {
        var part when part >= Tier.OneHour.Width() => Tier.OneHour,
        var part when part >= Tier.FiveMinutes.Width() => Tier.FiveMinutes,
        _ => Tier.Raw,
    };
}
