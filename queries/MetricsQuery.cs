namespace Dcmon.Queries;

/// <summary>Asks which metrics there are, or which labels one has.</summary>
/// <param name="Clients">Client ids; null: all.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds, inclusive.</param>
[GenerateSerializer, Immutable, Alias("dcmon.metrics-query")]
public sealed record MetricsQuery(
    [property: Id(0)] IReadOnlyList<string>? Clients,
    [property: Id(1)] long From,
    [property: Id(2)] long To);

/// <summary>A metric as it was reported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Counter">True for a counter, false for a gauge.</param>
/// <param name="Unit">Base unit of its values, or empty.</param>
[GenerateSerializer, Immutable, Alias("dcmon.metric-info")]
public sealed record MetricInfo(
    [property: Id(0)] string Name,
    [property: Id(1)] bool Counter,
    [property: Id(2)] string Unit);

/// <summary>Metrics, or why there are none.</summary>
/// <param name="Metrics">Sorted by name.</param>
/// <param name="Refusal">What to change in the query; null where it was answered.</param>
[GenerateSerializer, Immutable, Alias("dcmon.metrics-answer")]
public sealed record MetricsAnswer(
    [property: Id(0)] IReadOnlyList<MetricInfo> Metrics,
    [property: Id(1)] string? Refusal = null);

/// <summary>A label of a metric.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its first values, in order.</param>
/// <param name="More">Whether it has more values.</param>
[GenerateSerializer, Immutable, Alias("dcmon.label-info")]
public sealed record LabelInfo(
    [property: Id(0)] string Name,
    [property: Id(1)] IReadOnlyList<string> Values,
    [property: Id(2)] bool More);

/// <summary>The labels of a metric.</summary>
/// <param name="Labels">Sorted by name; none where the metric is not there.</param>
[GenerateSerializer, Immutable, Alias("dcmon.labels-answer")]
public sealed record LabelsAnswer([property: Id(0)] IReadOnlyList<LabelInfo> Labels);
