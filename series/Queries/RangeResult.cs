using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Series on one common axis of time.</summary>
/// <param name="Times">Ascending, Unix milliseconds; only times at which some series has a value.</param>
/// <param name="Series">The series, sorted by client and labels.</param>
public sealed record RangeResult(long[] Times, IReadOnlyList<ResultSeries> Series);

/// <summary>One line of an answer.</summary>
/// <param name="Client">The client that it belongs to; null where clients were combined.</param>
/// <param name="Labels">Labels that tell it from the others, <c>__name__</c> among them where the metric does.</param>
/// <param name="Values">A value for each time; NaN where it has none.</param>
public sealed record ResultSeries(string? Client, IReadOnlyList<Label> Labels, double[] Values);
