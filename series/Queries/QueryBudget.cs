namespace Dcmon.TimeSeries.Queries;

/// <summary>What one query has used of what it may use. Several threads spend from it.</summary>
internal sealed class QueryBudget(RangePlan plan)
{
    /// <summary>Values that a quantile across series may hold at once: 160 MB.</summary>
    public const long MaxHeld = 20_000_000;

    private long _samples;
    private long _points;
    private long _held;

    /// <summary>Samples or summaries were read.</summary>
    public void SpendSamples(long count)
    {
        if (Interlocked.Add(ref _samples, count) > plan.MaxSamples) throw QueryTooLargeException.Samples(plan.MaxSamples);
    }

    /// <summary>Points were made that stay until the answer is made.</summary>
    public void SpendPoints(long count)
    {
        if (Interlocked.Add(ref _points, count) > RangePlan.MaxPoints) throw QueryTooLargeException.Points();
    }

    /// <summary>Values are held for a quantile across series.</summary>
    public void SpendHeld(long count)
    {
        if (Interlocked.Add(ref _held, count) > MaxHeld) throw QueryTooLargeException.Held(MaxHeld);
    }
}
