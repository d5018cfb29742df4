using Dcmon.TimeSeries.Counters;

namespace Dcmon.TimeSeries.Queries;

/// <summary>
/// Growth a second over each step, counted from the newest sample before it: over all steps together nothing is lost
/// and nothing is counted twice, however few samples a step has.
/// </summary>
internal sealed class RateEvaluator(RangeQuery query, PointList points) : StepEvaluator(query, points)
{
    private long _end = long.MinValue;
    private long _lastTime = long.MinValue;
    private double _last;
    private double _increase;
    private long _covered;

    /// <inheritdoc/>
    public override void Add(long time, double value)
    {
        if (time == _lastTime) return;
        var end = Query.StepEnd(time);
        if (end != _end) Finish();
        _end = end;

        if (_lastTime != long.MinValue && !double.IsNaN(Counter.Rate(_lastTime, _last, time, value, Query.Step)))
        {
            _increase += Counter.Increase(_last, value);
            _covered += time - _lastTime;
        }

        (_lastTime, _last) = (time, value);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        if (_covered > 0) Emit(_end, _increase * 1000 / _covered);
        (_increase, _covered) = (0, 0);
    }
}
