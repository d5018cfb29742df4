using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Queries.Evaluators;

/// <summary>
/// The smallest and the largest value of each step, in the order in which they came first. Within a bucket that order is
/// lost; the bucket's first and last value show what is most likely.
/// </summary>
internal sealed class MinMaxEvaluator(StepGrid grid, PointTarget target) : SeriesEvaluator(grid, target)
{
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;
    private bool _rises;

    /// <inheritdoc/>
    public override void Samples(ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        for (var start = 0; start < times.Length;)
        {
            Enter(times[start]);
            var end = IndexAfter(times, start, End);
            Take(values[start..end]);
            start = end;
        }
    }

    /// <inheritdoc/>
    public override void Summaries(in SummaryColumns columns)
    {
        for (var row = 0; row < columns.Rows; row++)
        {
            var (minimum, maximum, first, last) = (columns.Minimum[row], columns.Maximum[row], columns.First[row], columns.Last[row]);
            if (double.IsNaN(first)) continue;
            Enter(columns.Ends[row]);
            var (less, more) = (minimum < _minimum, maximum > _maximum);
            if (less) _minimum = minimum;
            if (more) _maximum = maximum;
            // Where the bucket ends as it began, what it began with is one of both, or the order is anybody's guess.
            if (less && more) _rises = first < last || (first == last && first < maximum);
            else if (less || more) _rises = more;
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        if (_minimum <= _maximum)
        {
            if (_rises) Emit(_minimum, _maximum);
            else Emit(_maximum, _minimum);
        }

        (_minimum, _maximum) = (double.PositiveInfinity, double.NegativeInfinity);
    }

    private void Enter(long time)
    {
        if (time <= End) return;
        Finish();
        MoveTo(time);
    }

    /// <summary>Comparing with NaN is false, so that missing values drop out by themselves.</summary>
    private void Take(ReadOnlySpan<double> values)
    {
        var (minimum, maximum, rises) = (_minimum, _maximum, _rises);
        foreach (var value in values)
        {
            // The first value is both.
            if (value < minimum) (minimum, rises) = (value, false);
            if (value > maximum) (maximum, rises) = (value, true);
        }

        (_minimum, _maximum, _rises) = (minimum, maximum, rises);
    }
}
