using System.Text.Json.Serialization;
using Dcmon.Wire.Metrics;

namespace Dcmon.Queries;

/// <summary>A series and its newest value. In JSON one flat object.</summary>
/// <param name="Series">The series.</param>
/// <param name="Time">Unix milliseconds by the machine's clock.</param>
/// <param name="Value">As reported; finite.</param>
[GenerateSerializer, Immutable, Alias("dcmon.series-latest")]
public sealed record SeriesLatest(
    [property: Id(0), JsonIgnore] SeriesInfo Series,
    [property: Id(1), JsonPropertyOrder(2)] long Time,
    [property: Id(2), JsonPropertyOrder(1)] double Value)
{
    /// <inheritdoc cref="SeriesInfo.Client"/>
    public string Client => Series.Client;

    /// <inheritdoc cref="SeriesInfo.Metric"/>
    public string Metric => Series.Metric;

    /// <inheritdoc cref="SeriesInfo.Labels"/>
    public IReadOnlyDictionary<string, string> Labels => Series.Labels;

    /// <inheritdoc cref="SeriesInfo.Unit"/>
    public string Unit => Series.Unit;

    /// <inheritdoc cref="SeriesInfo.Kind"/>
    public MetricKind Kind => Series.Kind;
}

/// <summary>Newest values, or why there are none.</summary>
/// <param name="Values">Sorted by client, metric and labels.</param>
/// <param name="Refusal">What to change in the query; null where it was answered.</param>
[GenerateSerializer, Immutable, Alias("dcmon.latest-answer")]
public sealed record LatestAnswer(
    [property: Id(0)] IReadOnlyList<SeriesLatest> Values,
    [property: Id(1)] string? Refusal = null);
