using System.Text.Json.Serialization;
using Dcmon.Wire.Metrics;

namespace Dcmon.Queries;

/// <summary>Asks which series there are, or for the newest value of each.</summary>
/// <param name="Selectors">
/// Selectors in Prometheus' notation, such as <c>load1{client=~"a|b"}</c>; a series that fits one of them is meant. None: all series.
/// </param>
/// <param name="Clients">Client ids; null: all.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds, inclusive.</param>
[GenerateSerializer, Immutable, Alias("dcmon.series-query")]
public sealed record SeriesQuery(
    [property: Id(0)] IReadOnlyList<string> Selectors,
    [property: Id(1)] IReadOnlyList<string>? Clients,
    [property: Id(2)] long From,
    [property: Id(3)] long To);

/// <summary>A series of a client.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Metric">Metric name.</param>
/// <param name="Labels">Labels by name.</param>
/// <param name="Unit">Base unit, or empty.</param>
/// <param name="Counter">True for a counter, false for a gauge.</param>
[GenerateSerializer, Immutable, Alias("dcmon.series-info")]
public sealed record SeriesInfo(
    [property: Id(0)] string Client,
    [property: Id(1)] string Metric,
    [property: Id(2)] IReadOnlyDictionary<string, string> Labels,
    [property: Id(3)] string Unit,
    [property: Id(4), JsonIgnore] bool Counter)
{
    /// <summary>Gauge or counter.</summary>
    public MetricKind Kind => Counter ? MetricKind.Counter : MetricKind.Gauge;

    /// <summary>A client's series as a record.</summary>
    public static SeriesInfo Of(string client, Series series) =>
        new(client, series.Metric, series.Labels.ByName(), series.Unit, series.Kind == MetricKind.Counter);
}

/// <summary>Series, or why there are none.</summary>
/// <param name="Series">Sorted by client, metric and labels.</param>
/// <param name="Refusal">What to change in the query; null where it was answered.</param>
[GenerateSerializer, Immutable, Alias("dcmon.series-answer")]
public sealed record SeriesAnswer(
    [property: Id(0)] IReadOnlyList<SeriesInfo> Series,
    [property: Id(1)] string? Refusal = null);
