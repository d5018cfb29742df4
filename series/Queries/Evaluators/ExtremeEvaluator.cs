using Dcmon.Queries;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Queries.Evaluators;

/// <summary>The smallest, largest or last value of each step.</summary>
/// <param name="over">Minimum, maximum or last.</param>
/// <param name="grid">The query's steps.</param>
/// <param name="target">Takes the points.</param>
internal sealed class ExtremeEvaluator(Aggregation over, StepGrid grid, PointTarget target) : SeriesEvaluator(grid, target)
{
    private double _value = double.NaN;

    /// <inheritdoc/>
    public override void Samples(ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        for (var start = 0; start < times.Length;)
        {
            if (times[start] > End)
            {
                Finish();
                MoveTo(times[start]);
            }

            var end = IndexAfter(times, start, End);
            var step = values[start..end];
            _value = over switch
            {
                Aggregation.Minimum => Minimum(step, _value),
                Aggregation.Maximum => Maximum(step, _value),
                _ => Last(step, _value),
            };
            start = end;
        }
    }

    /// <inheritdoc/>
    public override void Summaries(in SummaryColumns columns) => Samples(columns.Ends, over switch
    {
        Aggregation.Minimum => columns.Minimum,
        Aggregation.Maximum => columns.Maximum,
        _ => columns.Last,
    });

    /// <inheritdoc/>
    public override void Finish()
    {
        Emit(_value);
        _value = double.NaN;
    }

    /// <summary>Comparing with NaN is false, so that missing values drop out by themselves.</summary>
    private static double Minimum(ReadOnlySpan<double> values, double before)
    {
        var minimum = double.IsNaN(before) ? double.PositiveInfinity : before;
        foreach (var value in values)
            if (value < minimum)
                minimum = value;
        return double.IsPositiveInfinity(minimum) ? double.NaN : minimum;
    }

    private static double Maximum(ReadOnlySpan<double> values, double before)
    {
        var maximum = double.IsNaN(before) ? double.NegativeInfinity : before;
        foreach (var value in values)
            if (value > maximum)
                maximum = value;
        return double.IsNegativeInfinity(maximum) ? double.NaN : maximum;
    }

    private static double Last(ReadOnlySpan<double> values, double before)
    {
        for (var i = values.Length - 1; i >= 0; i--)
            if (!double.IsNaN(values[i]))
                return values[i];
        return before;
    }
}
