namespace Dcmon.TimeSeries.Queries;

/// <summary>Turns the samples of one series into its points. Samples come in ascending order of time.</summary>
internal abstract class StepEvaluator(RangeQuery query, PointList points)
{
    /// <summary>The query that is answered.</summary>
    protected RangeQuery Query { get; } = query;

    /// <summary>Makes the evaluator that a query asks for.</summary>
    public static StepEvaluator For(RangeQuery query, PointList points) => query switch
    {
        { IsGrowth: false } => new ValueEvaluator(query, points),
        { Window: null } => new RateEvaluator(query, points),
        _ => new WindowRateEvaluator(query, points),
    };

    /// <summary>Takes a sample.</summary>
    public abstract void Add(long time, double value);

    /// <summary>No more samples come.</summary>
    public abstract void Finish();

    /// <summary>Gives out a point, unless it lies before the span asked for.</summary>
    protected void Emit(long time, double value)
    {
        if (time >= Query.From) points.Add(time, value);
    }
}
