namespace Dcmon.TimeSeries.Queries;

/// <summary>Quantiles as Prometheus computes them.</summary>
public static class Quantile
{
    /// <summary>
    /// The value at rank q · (n − 1) of the sorted values, counted from 0, interpolated between its neighbours
    /// (Hyndman and Fan's definition 7).
    /// </summary>
    /// <param name="values">At least one, none NaN; they come back sorted.</param>
    /// <param name="q">0 (the smallest) to 1 (the largest).</param>
    public static double Of(Span<double> values, double q)
    {
        values.Sort();
        var rank = q * (values.Length - 1);
        var lower = (int)rank;
        var weight = rank - lower;
        // Without the test, an infinite neighbour of weight 0 would make it NaN.
        return weight == 0 ? values[lower] : values[lower] * (1 - weight) + values[lower + 1] * weight;
    }
}
