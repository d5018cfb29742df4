using Dcmon.TimeSeries.Counters;

namespace Dcmon.TimeSeries.Rollups;

/// <summary>
/// How much a counter grew, and over how much time, by <see cref="Counter"/>'s rules: what is smaller has started over
/// from zero, and between samples more than <see cref="Counter.MaxGap"/> apart nothing is counted. A stretch without
/// reset or gap adds its last minus its first value, so that decimals stay decimals.
/// </summary>
internal struct Growth
{
    private ExactSum _increase;
    private long _covered;
    private long _lastTime;
    private double _last;
    private double _stretchFirst;
    private bool _any;

    /// <summary>Takes the next sample.</summary>
    /// <param name="time">Unix milliseconds, not before the last.</param>
    /// <param name="value">Finite.</param>
    public void Add(long time, double value)
    {
        var passed = time - _lastTime;
        if (!_any || passed > Counter.MaxGap)
        {
            EndStretch();
            _stretchFirst = value;
        }
        else
        {
            _covered += passed;
            if (value < _last)
            {
                EndStretch();
                _stretchFirst = 0;
            }
        }

        (_any, _lastTime, _last) = (true, time, value);
    }

    /// <summary>Takes the next summary, which is not empty.</summary>
    public void Add(in Summary next)
    {
        Add(next.FirstTime, next.First);
        EndStretch();
        _increase.Add(next.Increase);
        _covered += (long)next.Covered;
        (_lastTime, _last, _stretchFirst) = (next.LastTime, next.Last, next.Last);
    }

    /// <summary>The growth, and the milliseconds over which it was counted.</summary>
    public (double Increase, long Covered) Finish()
    {
        EndStretch();
        _stretchFirst = _last;
        return (_increase.Result, _covered);
    }

    private void EndStretch()
    {
        if (!_any || _last == _stretchFirst) return;
        _increase.Add(_last);
        _increase.Add(-_stretchFirst);
    }
}
