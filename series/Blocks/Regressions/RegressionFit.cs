namespace Dcmon.TimeSeries.Blocks.Regressions;

/// <summary>
/// Chooses the columns that explain most of one, one after the other, each time the one that correlates most with the rest,
/// and finds their weights by least squares (orthogonal matching pursuit: Pati, Rezaiifar, Krishnaprasad, 1993).
/// </summary>
/// <param name="correlations">Correlation of each column with each.</param>
internal sealed class RegressionFit(double[,] correlations)
{
    /// <summary>A column more must take at least this part of the variance that is left.</summary>
    private const double LeastStep = 0.03;

    private readonly int _count = correlations.GetLength(0);
    private readonly double[,] _factor = new double[Regression.MostRegressors, Regression.MostRegressors];
    private readonly double[] _weights = new double[Regression.MostRegressors];
    private readonly int[] _chosen = new int[Regression.MostRegressors];

    /// <summary>The columns chosen.</summary>
    public ReadOnlySpan<int> Chosen => _chosen.AsSpan(0, Count);

    /// <summary>Their weights, all columns taken to be of length 1.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Count);

    /// <summary>How many were chosen.</summary>
    public int Count { get; private set; }

    /// <summary>Fits a column to those that are usable.</summary>
    /// <returns>The part of its variance that is left, 0 to 1.</returns>
    public double Fit(int target, ReadOnlySpan<bool> isUsable)
    {
        Count = 0;
        var left = 1.0;
        while (Count < Regression.MostRegressors && Best(target, left, isUsable) is >= 0 and var best)
        {
            _chosen[Count] = best;
            if (!TryFactor(Count)) break;
            Count++;
            Solve(target);
            var now = 1.0;
            for (var i = 0; i < Count; i++) now -= _weights[i] * correlations[target, _chosen[i]];
            now = Math.Max(now, 0);
            if (now > (1 - LeastStep) * left)
            {
                Count--;
                if (Count > 0) Solve(target);
                break;
            }

            left = now;
            if (left < 1e-9) break;
        }

        return left;
    }

    /// <summary>The column that goes best with what is left; −1 where none can take <see cref="LeastStep"/> of it.</summary>
    private int Best(int target, double variance, ReadOnlySpan<bool> isUsable)
    {
        var (best, most) = (-1, Math.Sqrt(LeastStep * variance));
        for (var other = 0; other < _count; other++)
        {
            if (other == target || !isUsable[other] || Chosen.Contains(other)) continue;
            var left = correlations[target, other];
            for (var i = 0; i < Count; i++) left -= _weights[i] * correlations[_chosen[i], other];
            if (Math.Abs(left) > most) (best, most) = (other, Math.Abs(left));
        }

        return best;
    }

    // Cholesky, a row more: correlations of those chosen = L·Lᵀ. What follows from the others already is of no use.
    private bool TryFactor(int row)
    {
        for (var column = 0; column <= row; column++)
        {
            var sum = correlations[_chosen[row], _chosen[column]];
            for (var k = 0; k < column; k++) sum -= _factor[row, k] * _factor[column, k];
            if (column == row && sum < 1e-6) return false;
            _factor[row, column] = column == row ? Math.Sqrt(sum) : sum / _factor[column, column];
        }

        return true;
    }

    private void Solve(int target)
    {
        for (var i = 0; i < Count; i++)
        {
            var sum = correlations[target, _chosen[i]];
            for (var k = 0; k < i; k++) sum -= _factor[i, k] * _weights[k];
            _weights[i] = sum / _factor[i, i];
        }

        for (var i = Count - 1; i >= 0; i--)
        {
            var sum = _weights[i];
            for (var k = i + 1; k < Count; k++) sum -= _factor[k, i] * _weights[k];
            _weights[i] = sum / _factor[i, i];
        }
    }
}
