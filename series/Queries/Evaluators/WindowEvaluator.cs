using Dcmon.Queries;
using Dcmon.TimeSeries.Counters;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Queries.Evaluators;

/// <summary>
/// Growth over the window (t − w, t] before each point: the last value minus the first, resets counted, for rates over
/// the time between them. A point needs two samples in its window; a step without samples may still have a full one.
/// </summary>
internal sealed class WindowEvaluator(Function function, long width, StepGrid grid, PointTarget target) : SeriesEvaluator(grid, target)
{
    /// <summary>
    /// Samples that come first in some window yet to end, each with the growth since the series began. One that lies
    /// in no more windows than the one before it never does, so there is at most one a step.
    /// </summary>
    private readonly Queue<(long Time, double Growth)> _firsts = new();

    /// <summary>Samples after this lie in a window in which no sample of <see cref="_firsts"/> does.</summary>
    private long _nextFirst = long.MinValue;
    private long _newestTime = long.MinValue;
    private double _last;
    private double _growth;

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
            if (columns.LastTimes[row] == columns.FirstTimes[row]) continue;
            Add(columns.LastTimes[row], _growth + columns.Increase[row]);
            _last = columns.Last[row];
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        if (End == long.MinValue) return;
        EmitWindow();
        if (Grid.Step > 0) EmitUntil(long.MaxValue);
    }

    /// <summary>Gives out the points before the step of a time.</summary>
    private void Enter(long time)
    {
        if (time <= End) return;
        if (End != long.MinValue)
        {
            EmitWindow();
            if (Grid.Step > 0) EmitUntil(time);
        }

        if (time > End) MoveTo(time);
    }

    /// <summary>Goes on to the steps that end before a time, as long as they have something in their windows.</summary>
    private void EmitUntil(long time)
    {
        while (_firsts.Count > 0 && End < Grid.Last && time > End + Grid.Step)
        {
            MoveTo(Math.Max(End + Grid.Step, Math.Min(Grid.First, time - Grid.Step)));
            EmitWindow();
        }
    }

    private void EmitWindow()
    {
        while (_firsts.TryPeek(out var gone) && gone.Time <= End - width)
            _firsts.Dequeue();
        if (!_firsts.TryPeek(out var first) || first.Time == _newestTime) return;
        var growth = _growth - first.Growth;
        Emit(function == Function.Rate ? growth * 1000 / (_newestTime - first.Time) : growth);
    }

    private void Take(long time, double value)
    {
        if (time == _newestTime) return;
        Add(time, _newestTime == long.MinValue ? 0 : _growth + Counter.Increase(_last, value));
        _last = value;
    }

    private void Add(long time, double growth)
    {
        (_newestTime, _growth) = (time, growth);
        if (time < _nextFirst) return;
        _firsts.Enqueue((time, growth));
        if (Grid.Step == 0) return;
        // The last window that the sample lies in ends at the last step's end before time + width.
        var past = time + width - Grid.First;
        var next = Grid.First + (past > 0 ? (past - 1) / Grid.Step + 1 : past / Grid.Step) * Grid.Step;
        _nextFirst = next - width + 1;
    }
}
