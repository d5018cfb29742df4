namespace Dcmon.TimeSeries.Queries;

/// <summary>Values, aggregated over each step.</summary>
internal sealed class ValueEvaluator(RangeQuery query, PointList points) : StepEvaluator(query, points)
{
    private Accumulator _step;
    private long _end = long.MinValue;

    /// <inheritdoc/>
    public override void Add(long time, double value)
    {
        var end = Query.StepEnd(time);
        if (end != _end) Finish();
        _end = end;
        _step.Add(value);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        Emit(_end, _step.Result(Query.Over));
        _step = default;
    }
}
