namespace Dcmon.TimeSeries.Blocks.Regressions;

/// <summary>Finds which columns of a block can be derived from which others.</summary>
internal static class RegressionSearch
{
    /// <summary>With more of its variance left, a column is not worth it: that saves a tenth of a bit a value.</summary>
    private const double MostLeft = 0.87;

    /// <summary>Weights this near to an integer are meant to be one: a few stretches do not resolve more.</summary>
    private const double Snap = 0.002;

    /// <summary>Bits of the largest weight.</summary>
    private const int WeightBits = 22;

    /// <summary>Searches.</summary>
    /// <param name="samples">The columns.</param>
    /// <param name="columns">How many series the block has.</param>
    /// <returns>For each series how to derive it; null where it is stored by itself.</returns>
    public static Regression?[] Find(GrowthSamples samples, int columns)
    {
        var found = new Regression?[columns];
        var sampled = samples.Columns;
        var fit = new RegressionFit(Correlations(sampled));
        var isUsable = new bool[sampled.Count];
        isUsable.AsSpan().Fill(true);
        var left = new double[sampled.Count];
        for (var i = 0; i < left.Length; i++) left[i] = fit.Fit(i, isUsable);
        var isSource = new bool[sampled.Count];
        // The best explained first.
        foreach (var target in Enumerable.Range(0, left.Length).Where(i => left[i] < MostLeft).OrderBy(i => left[i]))
        {
            if (isSource[target] || fit.Fit(target, isUsable) > MostLeft) continue;
            if (Weighted(sampled, target, fit) is not { } regression) continue;
            found[sampled[target].Number] = regression;
            isUsable[target] = false;
            foreach (var chosen in fit.Chosen) isSource[chosen] = true;
        }

        return found;
    }

    private static double[,] Correlations(IReadOnlyList<Sampled> columns)
    {
        var correlations = new double[columns.Count, columns.Count];
        for (var i = 0; i < columns.Count; i++)
            for (var j = 0; j <= i; j++)
                correlations[i, j] = correlations[j, i] = GrowthSamples.Correlation(columns[i], columns[j]);
        return correlations;
    }

    /// <summary>Weights as fixed-point numbers in the columns' units; null where they would overflow.</summary>
    private static Regression? Weighted(IReadOnlyList<Sampled> sampled, int target, RegressionFit fit)
    {
        Span<double> weights = stackalloc double[fit.Count];
        var (largest, reach) = (0.0, 1.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var source = sampled[fit.Chosen[i]];
            // In steps of both columns, then in units of the source's integers, as the target's divisor is taken out before.
            var weight = fit.Weights[i] * sampled[target].Scale / source.Scale * source.Step / sampled[target].Step;
            if (Math.Abs(weight - Math.Round(weight)) < Snap) weight = Math.Round(weight);
            weights[i] = weight / source.Step;
            largest = Math.Max(largest, Math.Abs(weights[i]));
            reach += Math.Abs(weights[i]) * source.Range;
        }

        if (largest == 0) return null;
        var shift = Math.Min(WeightBits - (int)Math.Ceiling(Math.Log2(largest)), 61 - (int)Math.Ceiling(Math.Log2(reach)));
        shift = Math.Min(shift, Regression.LargestShift);
        if (shift < 0) return null;
        var regressors = new Regressor[weights.Length];
        for (var i = 0; i < weights.Length; i++)
            regressors[i] = new Regressor(sampled[fit.Chosen[i]].Number, (long)Math.Round(Math.ScaleB(weights[i], shift)));
        return new Regression(shift, regressors);
    }
}
