using Dcmon.Queries.Selection;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// Which columns of a schema belong to which metric, so that selecting looks at the series of the metrics meant and at
/// no others. Built once a schema and kept with it; any number of threads may select.
/// </summary>
public sealed class SchemaIndex
{
    private readonly IReadOnlyList<Series> _series;
    private readonly Dictionary<string, List<int>> _byMetric = new(StringComparer.Ordinal);

    /// <summary>Indexes the series, in the order of the columns.</summary>
    public SchemaIndex(IReadOnlyList<Series> series)
    {
        _series = series;
        for (var column = 0; column < series.Count; column++)
        {
            if (!_byMetric.TryGetValue(series[column].Metric, out var columns))
                _byMetric[series[column].Metric] = columns = [];
            columns.Add(column);
        }
    }

    /// <summary>The metrics that there are.</summary>
    public IReadOnlyCollection<string> Metrics => _byMetric.Keys;

    /// <summary>The columns of a metric, ascending; empty where there are none.</summary>
    public IReadOnlyList<int> Columns(string metric) => _byMetric.TryGetValue(metric, out var columns) ? columns : [];

    /// <summary>
    /// The columns whose series fit, ascending. What the selector says of the client is not asked here: that is the
    /// caller's, once a client (<see cref="SeriesSelector.MatchesClient"/>).
    /// </summary>
    public int[] Select(SeriesSelector selector)
    {
        var selected = new List<int>();
        if (selector.Metric is { } metric)
        {
            if (selector.MatchesMetric(metric) && _byMetric.TryGetValue(metric, out var columns)) Select(selector, columns, selected);
            return [.. selected];
        }

        foreach (var (name, columns) in _byMetric)
            if (selector.MatchesMetric(name))
                Select(selector, columns, selected);
        selected.Sort();
        return [.. selected];
    }

    private void Select(SeriesSelector selector, List<int> columns, List<int> selected)
    {
        foreach (var column in columns)
            if (selector.MatchesLabels(_series[column]))
                selected.Add(column);
    }
}
