using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.Lines;

/// <summary>A quantile of the values of several series at each step. It has to hold them all, within the query's budget.</summary>
internal sealed class QuantileLine(int steps, double quantile, QueryBudget budget) : Line
{
    private readonly List<double[]> _series = [];

    /// <inheritdoc/>
    public override PointTarget Member(string client, Series series)
    {
        budget.SpendHeld(steps);
        var values = Nothing(steps);
        _series.Add(values);
        return new SingleLine.Values(values);
    }

    /// <inheritdoc/>
    public override void Merge(Line other) => _series.AddRange(((QuantileLine)other)._series);

    /// <inheritdoc/>
    public override double[] Finish()
    {
        var (result, values) = (Nothing(steps), new double[_series.Count]);
        for (var step = 0; step < steps; step++)
        {
            var count = 0;
            foreach (var series in _series)
                if (!double.IsNaN(series[step]))
                    values[count++] = series[step];
            if (count > 0) result[step] = Quantile.Of(values.AsSpan(0, count), quantile);
        }

        return result;
    }
}
