namespace Dcmon.TimeSeries.Queries;

/// <summary>A query would give or need more than it may; the message says what to change.</summary>
public sealed class QueryTooLargeException(string message) : Exception(message)
{
    /// <summary>The answer is too large.</summary>
    internal static QueryTooLargeException Points() => new(
        $"The answer would hold more than {RangePlan.MaxPoints} points; use a larger step, a shorter span, or fewer series.");

    /// <summary>Too much would have to be read.</summary>
    internal static QueryTooLargeException Samples(long limit) => new(
        $"The query would read more than {limit} samples; use a shorter span, fewer series, or a step of whole 5 minutes or hours, for which roll-ups are read.");

    /// <summary>There are too many series to list.</summary>
    internal static QueryTooLargeException Series(int limit) => new(
        $"More than {limit} series fit; ask for fewer machines or metrics, with client= or match=.");

    /// <summary>There are too many lanes.</summary>
    internal static QueryTooLargeException Lines(int limit) => new($"More than {limit} series fit; ask for fewer machines or series, with client= or match=.");

    /// <summary>It is no state: it changes too often.</summary>
    internal static QueryTooLargeException Spans(int limit) => new(
        $"The answer would hold more than {limit} spans of equal value; use a shorter span of time, or ask for fewer machines or series, with client= or match=.");

    /// <summary>There are too many metrics to list.</summary>
    internal static QueryTooLargeException Metrics(int limit) => new($"There are more than {limit} metrics; ask for fewer machines, with client=.");

    /// <summary>A quantile across series needs the values of all of them at once.</summary>
    internal static QueryTooLargeException Held(long limit) => new(
        $"A quantile across these series would have to hold more than {limit} values at once; use a larger step, a shorter span, or fewer series.");
}
