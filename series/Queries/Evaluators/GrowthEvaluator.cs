using Dcmon.Queries;
using Dcmon.TimeSeries.Counters;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Queries.Evaluators;

/// <summary>
/// How much a counter grew in each step, or how much a second, counted from the newest sample before the step: over all
/// steps together nothing is lost and nothing is counted twice, however few samples a step has. Between samples more
/// than <see cref="Counter.MaxGap"/> apart nothing is counted.
/// </summary>
internal sealed class GrowthEvaluator(Function function, StepGrid grid, PointTarget target) : SeriesEvaluator(grid, target)
{
    /// <summary>So early that nothing is its neighbour, yet differences do not overflow.</summary>
    private const long Never = long.MinValue / 2;

    private long _lastTime = Never;
    private double _last;
    private double _increase;
    private double _covered;

    /// <inheritdoc/>
    public override void Samples(ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < times.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            Enter(times[i]);
            Take(times[i], values[i]);
        }
    }

    /// <inheritdoc/>
    public override void Summaries(in SummaryColumns columns)
    {
        for (var row = 0; row < columns.Rows; row++)
        {
            if (double.IsNaN(columns.First[row])) continue;
            Enter(columns.Ends[row]);
            Take(columns.FirstTimes[row], columns.First[row]);
            _increase += columns.Increase[row];
            _covered += columns.Covered[row];
            (_lastTime, _last) = (columns.LastTimes[row], columns.Last[row]);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        if (_covered > 0) Emit(function == Function.Rate ? _increase * 1000 / _covered : _increase);
        (_increase, _covered) = (0, 0);
    }

    private void Enter(long time)
    {
        if (time <= End) return;
        Finish();
        MoveTo(time);
    }

    private void Take(long time, double value)
    {
        var passed = time - _lastTime;
        if (passed is > 0 and <= Counter.MaxGap)
        {
            _increase += Counter.Increase(_last, value);
            _covered += passed;
        }

        (_lastTime, _last) = (time, value);
    }
}
