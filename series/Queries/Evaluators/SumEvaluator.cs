using Dcmon.Queries;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Queries.Evaluators;

/// <summary>The mean, sum or number of the values of each step.</summary>
/// <param name="over">Average, sum or count.</param>
/// <param name="grid">The query's steps.</param>
/// <param name="target">Takes the points.</param>
internal sealed class SumEvaluator(Aggregation over, StepGrid grid, PointTarget target) : SeriesEvaluator(grid, target)
{
    private CompensatedSum _sum;
    private double _count;

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
            Take(values[start..end]);
            start = end;
        }
    }

    /// <inheritdoc/>
    public override void Summaries(in SummaryColumns columns)
    {
        var (needsSum, needsCount) = (over != Aggregation.Count, over != Aggregation.Sum);
        for (var row = 0; row < columns.Rows; row++)
        {
            var sum = needsSum ? columns.Sum[row] : 0;
            var count = needsCount ? columns.Count[row] : 1;
            if (double.IsNaN(sum) || !(count > 0)) continue;
            if (columns.Ends[row] > End)
            {
                Finish();
                MoveTo(columns.Ends[row]);
            }

            _sum.Add(sum);
            _count += count;
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        if (_count > 0)
        {
            Emit(over switch
            {
                Aggregation.Average => _sum.Result / _count,
                Aggregation.Sum => _sum.Result,
                _ => _count,
            });
        }

        (_sum, _count) = (default, 0);
    }

    private void Take(ReadOnlySpan<double> values)
    {
        var (sum, count) = (_sum, 0);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            sum.Add(value);
            count++;
        }

        _sum = sum;
        _count += count;
    }
}
