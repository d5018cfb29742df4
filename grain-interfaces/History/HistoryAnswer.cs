namespace Dcmon.GrainInterfaces.History;

/// <summary>Series on one axis of time, or why there are none.</summary>
/// <param name="Times">Unix milliseconds, ascending: the times at which some series has a value.</param>
/// <param name="Series">The lines.</param>
/// <param name="Refusal">What to change in the question; null where it was answered.</param>
[GenerateSerializer, Immutable, Alias("dcmon.history-answer")]
public sealed record HistoryAnswer(
    [property: Id(0)] long[] Times,
    [property: Id(1)] IReadOnlyList<HistorySeries> Series,
    [property: Id(2)] string? Refusal = null);

/// <summary>One line of an answer.</summary>
/// <param name="Client">Client id; null where the series of all clients were combined.</param>
/// <param name="Labels">Labels that tell it from the others.</param>
/// <param name="Values">A value for each time; NaN: none.</param>
[GenerateSerializer, Immutable, Alias("dcmon.history-series")]
public sealed record HistorySeries(
    [property: Id(0)] string? Client,
    [property: Id(1)] IReadOnlyDictionary<string, string> Labels,
    [property: Id(2)] double[] Values);
