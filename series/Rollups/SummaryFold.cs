using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Rollups;

/// <summary>Makes one summary of many samples, or of many summaries, in ascending order of time. Its sums are rounded once.</summary>
internal struct SummaryFold(MetricKind kind)
{
    private readonly bool _counter = kind == MetricKind.Counter;
    private Growth _growth;
    private ExactSum _sum;
    private double _count;
    private double _minimum;
    private double _maximum;
    private double _first;
    private double _last;
    private long _firstTime;
    private long _lastTime;

    /// <summary>Takes a sample; NaN is none.</summary>
    public void Add(long time, double value)
    {
        if (double.IsNaN(value)) return;
        if (_count == 0) (_firstTime, _first, _minimum, _maximum) = (time, value, value, value);
        else if (value < _minimum) _minimum = value;
        else if (value > _maximum) _maximum = value;
        (_lastTime, _last) = (time, value);
        _count++;
        _sum.Add(value);
        if (_counter) _growth.Add(time, value);
    }

    /// <summary>Takes a summary.</summary>
    public void Add(in Summary next)
    {
        if (next.IsEmpty) return;
        if (_count == 0) (_firstTime, _first, _minimum, _maximum) = (next.FirstTime, next.First, next.Minimum, next.Maximum);
        if (next.Minimum < _minimum) _minimum = next.Minimum;
        if (next.Maximum > _maximum) _maximum = next.Maximum;
        (_lastTime, _last) = (next.LastTime, next.Last);
        _count += next.Count;
        _sum.Add(next.Sum);
        if (_counter) _growth.Add(next);
    }

    /// <summary>The summary of all that was taken.</summary>
    public Summary Finish()
    {
        if (_count == 0) return Summary.Empty;
        var (increase, covered) = _counter ? _growth.Finish() : (double.NaN, 0);
        return new Summary
        {
            FirstTime = _firstTime,
            LastTime = _lastTime,
            Minimum = _minimum,
            Maximum = _maximum,
            Sum = _sum.Result,
            Count = _count,
            First = _first,
            Last = _last,
            Increase = increase,
            Covered = _counter ? covered : double.NaN,
        };
    }
}
