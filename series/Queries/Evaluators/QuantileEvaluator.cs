using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Queries.Evaluators;

/// <summary>
/// A quantile of the values of each step. Where there are only summaries any more, the average of each bucket stands
/// for its values: their distribution within a bucket is lost.
/// </summary>
internal sealed class QuantileEvaluator(double quantile, StepGrid grid, PointTarget target) : SeriesEvaluator(grid, target)
{
    private double[] _values = new double[16];
    private int _count;

    /// <inheritdoc/>
    public override void Samples(ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < times.Length; i++)
            Take(times[i], values[i]);
    }

    /// <inheritdoc/>
    public override void Summaries(in SummaryColumns columns)
    {
        for (var row = 0; row < columns.Rows; row++)
            Take(columns.Ends[row], columns.Sum[row] / columns.Count[row]);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        if (_count > 0) Emit(Quantile.Of(_values.AsSpan(0, _count), quantile));
        _count = 0;
    }

    private void Take(long time, double value)
    {
        if (double.IsNaN(value)) return;
        if (time > End)
        {
            Finish();
            MoveTo(time);
        }

        if (_count == _values.Length) Array.Resize(ref _values, 2 * _count);
        _values[_count++] = value;
    }
}
