using Dcmon.Queries;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Lists what the series of some schemas are, by metric and by label.</summary>
public static class MetricList
{
    /// <summary>Metrics that one answer may hold.</summary>
    public const int MaxMetrics = 10_000;

    /// <summary>Values of a label that one answer holds at most.</summary>
    public const int MaxValues = 200;

    /// <summary>The metrics, by name. Where reporters disagree about kind or unit, one of them is right.</summary>
    /// <exception cref="QueryTooLargeException">There are more than <see cref="MaxMetrics"/>.</exception>
    public static IReadOnlyList<MetricInfo> Of(IEnumerable<SchemaColumns> schemas)
    {
        var found = new SortedDictionary<string, MetricInfo>(StringComparer.Ordinal);
        foreach (var schema in schemas)
            foreach (var name in schema.Index.Metrics)
            {
                if (found.ContainsKey(name)) continue;
                if (found.Count == MaxMetrics) throw QueryTooLargeException.Metrics(MaxMetrics);
                var series = schema.Series[schema.Index.Columns(name)[0]];
                found[name] = new MetricInfo(name, series.Kind == MetricKind.Counter, series.Unit);
            }

        return found.Values.ToArray();
    }

    /// <summary>The labels of a metric, by name; none where no schema has the metric.</summary>
    public static IReadOnlyList<LabelInfo> LabelsOf(string metric, IEnumerable<SchemaColumns> schemas)
    {
        var found = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var schema in schemas)
            foreach (var column in schema.Index.Columns(metric))
                foreach (var (name, value) in schema.Series[column].Labels)
                {
                    if (!found.TryGetValue(name, out var values)) found[name] = values = new HashSet<string>(StringComparer.Ordinal);
                    values.Add(value);
                }

        return found.Select(each => new LabelInfo(
            each.Key, each.Value.Order(StringComparer.Ordinal).Take(MaxValues).ToArray(), each.Value.Count > MaxValues)).ToArray();
    }
}
