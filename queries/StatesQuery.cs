namespace Dcmon.Queries;

/// <summary>Asks when the series of a metric had which value.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Clients">Client ids; null: all.</param>
/// <param name="Match">Conditions in Prometheus' notation, such as <c>gpu=~"0|1"</c>; all must hold.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds, inclusive.</param>
[GenerateSerializer, Immutable, Alias("dcmon.states-query")]
public sealed record StatesQuery(
    [property: Id(0)] string Metric,
    [property: Id(1)] IReadOnlyList<string>? Clients,
    [property: Id(2)] IReadOnlyList<string> Match,
    [property: Id(3)] long From,
    [property: Id(4)] long To);

/// <summary>A span of time in which a series had one value.</summary>
/// <param name="From">When it was seen first, Unix milliseconds.</param>
/// <param name="To">When the next value was seen, or before a silence when this one was seen last, Unix milliseconds.</param>
/// <param name="Value">The value.</param>
[GenerateSerializer, Immutable, Alias("dcmon.state-span-info")]
public sealed record StateSpan(
    [property: Id(0)] long From,
    [property: Id(1)] long To,
    [property: Id(2)] double Value);

/// <summary>The spans of one series.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Labels">Labels by name.</param>
/// <param name="Spans">In order of time; between them lie silences.</param>
[GenerateSerializer, Immutable, Alias("dcmon.states-line")]
public sealed record StatesLine(
    [property: Id(0)] string Client,
    [property: Id(1)] IReadOnlyDictionary<string, string> Labels,
    [property: Id(2)] IReadOnlyList<StateSpan> Spans);

/// <summary>Lines of states, or why there are none.</summary>
/// <param name="Lines">Sorted by client and labels.</param>
/// <param name="Refusal">What to change in the query; null where it was answered.</param>
[GenerateSerializer, Immutable, Alias("dcmon.states-answer")]
public sealed record StatesAnswer(
    [property: Id(0)] IReadOnlyList<StatesLine> Lines,
    [property: Id(1)] string? Refusal = null);
