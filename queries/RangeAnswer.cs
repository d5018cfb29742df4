namespace Dcmon.Queries;

/// <summary>Series on one axis of time, or why there are none.</summary>
/// <param name="Times">Unix milliseconds, ascending: the times at which some series has a value.</param>
/// <param name="Series">The lines, sorted by client and labels.</param>
/// <param name="Refusal">What to change in the query; null where it was answered.</param>
[GenerateSerializer, Immutable, Alias("dcmon.history-answer")]
public sealed record RangeAnswer(
    [property: Id(0)] long[] Times,
    [property: Id(1)] IReadOnlyList<RangeLine> Series,
    [property: Id(2)] string? Refusal = null);

/// <summary>One line of an answer.</summary>
/// <param name="Client">Client id; null where the series of all clients were combined.</param>
/// <param name="Labels">Labels that distinguish it from the others, <c>__name__</c> among them where the metric does.</param>
/// <param name="Values">A value for each time; NaN: none.</param>
[GenerateSerializer, Immutable, Alias("dcmon.history-series")]
public sealed record RangeLine(
    [property: Id(0)] string? Client,
    [property: Id(1)] IReadOnlyDictionary<string, string> Labels,
    [property: Id(2)] double[] Values);
