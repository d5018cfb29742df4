using Dcmon.TimeSeries.Counters;

namespace Dcmon.TimeSeries.Queries;

/// <summary>
/// Growth a second over the window (t − w, t]: the last value minus the first, resets counted, over the time between
/// them. A point needs two samples in its window.
/// </summary>
internal sealed class WindowRateEvaluator(RangeQuery query, PointList points) : StepEvaluator(query, points)
{
    /// <summary>Samples of the window, each with the growth since the series began.</summary>
    private readonly Queue<(long Time, double Growth)> _window = new();
    private readonly long _width = query.Window!.Value;
    private long _end = long.MinValue;
    private (long Time, double Growth) _newest;
    private double _last;

    /// <inheritdoc/>
    public override void Add(long time, double value)
    {
        if (_window.Count > 0 && time == _newest.Time) return;
        var end = Query.StepEnd(time);
        if (end != _end) EmitUntil(end);
        _end = end;
        var growth = _window.Count == 0 ? 0 : _newest.Growth + Counter.Increase(_last, value);
        _newest = (time, growth);
        _last = value;
        _window.Enqueue(_newest);
    }

    /// <inheritdoc/>
    public override void Finish() => EmitUntil(long.MaxValue);

    /// <summary>Points before <paramref name="next"/>: steps without a sample of their own may still have a full window.</summary>
    private void EmitUntil(long next)
    {
        if (_end == long.MinValue) return;
        for (var end = _end; end < next && end <= Query.StepEnd(Query.To); end += Query.Step)
        {
            while (_window.TryPeek(out var oldest) && oldest.Time <= end - _width)
                _window.Dequeue();
            if (_window.Count == 0) return;
            if (_window.Count > 1)
            {
                var first = _window.Peek();
                Emit(end, (_newest.Growth - first.Growth) * 1000 / (_newest.Time - first.Time));
            }

            if (Query.Step == 0) return;
        }
    }
}
