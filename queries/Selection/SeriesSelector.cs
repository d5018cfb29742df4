using System.Text;
using Dcmon.Wire.Metrics;

namespace Dcmon.Queries.Selection;

/// <summary>
/// Which series are meant: all those that satisfy every matcher. Knows nothing of what is computed from them. Several
/// threads may use it.
/// </summary>
public sealed class SeriesSelector
{
    private readonly LabelMatcher[] _client;
    private readonly LabelMatcher[] _metric;
    private readonly LabelMatcher[] _labels;

    /// <summary>The series of one metric.</summary>
    /// <param name="metric">The metric's name, exactly.</param>
    /// <param name="matchers">Further conditions.</param>
    public SeriesSelector(string metric, params IEnumerable<LabelMatcher> matchers)
        : this(matchers.Prepend(new LabelMatcher(LabelNames.Metric, metric)))
    {
    }

    /// <summary>The series that satisfy all of these; without any, all series.</summary>
    public SeriesSelector(IEnumerable<LabelMatcher> matchers)
    {
        Matchers = [.. matchers];
        _client = [.. Matchers.Where(each => each.Name == LabelNames.Client)];
        _metric = [.. Matchers.Where(each => each.Name == LabelNames.Metric)];
        _labels = [.. Matchers.Where(each => each.Name is not (LabelNames.Client or LabelNames.Metric))];
        Metric = _metric.FirstOrDefault(each => each.Kind == MatchKind.Equal)?.Value;
    }

    /// <summary>All conditions.</summary>
    public IReadOnlyList<LabelMatcher> Matchers { get; }

    /// <summary>The metric's name where exactly one is asked for; null where it is open.</summary>
    public string? Metric { get; }

    /// <summary>Reads Prometheus' notation: <c>metric{label="value",other=~"a|b"}</c>.</summary>
    /// <exception cref="SelectorException">It is malformed; the message says where and how to mend it.</exception>
    public static SeriesSelector Parse(string text) => Parse(text, new MatchBudget(CancellationToken.None));

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="text">The selector.</param>
    /// <param name="budget">What its regular expressions may take, those of other selectors included.</param>
    public static SeriesSelector Parse(string text, MatchBudget budget) => new SelectorParser(text, budget).Selector();

    /// <summary>Reads matchers alone, without metric and braces: <c>gpu=~"0|1",model!=""</c>.</summary>
    /// <exception cref="SelectorException">They are malformed; the message says where and how to mend it.</exception>
    public static IReadOnlyList<LabelMatcher> ParseMatchers(string text) => ParseMatchers(text, new MatchBudget(CancellationToken.None));

    /// <inheritdoc cref="ParseMatchers(string)"/>
    /// <param name="text">The matchers.</param>
    /// <param name="budget">What their regular expressions may take, those of other matchers included.</param>
    public static IReadOnlyList<LabelMatcher> ParseMatchers(string text, MatchBudget budget) => new SelectorParser(text, budget).Matchers();

    /// <summary>Whether series of this client can be meant; ask it first, it saves looking at the client at all.</summary>
    /// <param name="client">The client's id.</param>
    public bool MatchesClient(string client) => AllAccept(_client, client);

    /// <summary>Whether series of this metric can be meant.</summary>
    public bool MatchesMetric(string metric) => AllAccept(_metric, metric);

    /// <summary>Whether the labels of the series fit, whatever its metric and client.</summary>
    public bool MatchesLabels(Series series)
    {
        foreach (var matcher in _labels)
            if (!matcher.Matches(series))
                return false;
        return true;
    }

    /// <summary>Whether the series is meant, if it belongs to a client that is (<see cref="MatchesClient"/>).</summary>
    public bool Matches(Series series) => MatchesMetric(series.Metric) && MatchesLabels(series);

    /// <summary>The selector in Prometheus' notation.</summary>
    public override string ToString()
    {
        var name = _metric.FirstOrDefault(each => each.Kind == MatchKind.Equal && SelectorParser.IsMetricName(each.Value));
        var text = new StringBuilder(name?.Value);
        var rest = Matchers.Where(each => each != name).ToList();
        return rest.Count == 0 && name is not null ? text.ToString() : text.Append('{').AppendJoin(',', rest).Append('}').ToString();
    }

    private static bool AllAccept(LabelMatcher[] matchers, string value)
    {
        foreach (var matcher in matchers)
            if (!matcher.Accepts(value))
                return false;
        return true;
    }
}
