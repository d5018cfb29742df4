using System.Numerics;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Finds the weights of a <see cref="LinearFilter"/> by least squares (the covariance method: J. Makhoul, "Linear
/// prediction: a tutorial review", Proc. IEEE 63(4), 1975). One column at a time; reused.
/// </summary>
internal sealed class LinearFit
{
    private const int Size = LinearFilter.MaxOrder + 1;

    // Makes the equations solvable where the integers follow a rule exactly; against rounding it is nothing.
    private const double Ridge = 1e-10;

    private readonly double[,] _products = new double[Size, Size];
    private readonly double[,] _factor = new double[Size, Size];
    private readonly double[] _solution = new double[Size];
    private double[] _values = [];

    /// <summary>Takes a column, in place of the one before.</summary>
    /// <param name="values">At least <see cref="LinearFilter.MaxOrder"/> + 1.</param>
    /// <param name="centre">What is subtracted from all.</param>
    public void Load(ReadOnlySpan<long> values, long centre)
    {
        if (_values.Length < values.Length) _values = new double[Math.Max(values.Length, 2 * _values.Length)];
        for (var i = 0; i < values.Length; i++) _values[i] = values[i] - centre;
        var x = _values.AsSpan(0, values.Length);
        var last = Size - 1;
        // Product j of the sums i: Σ x[t−i]·x[t−j]; each diagonal follows from its first one, but for both ends.
        for (var j = 0; j < Size; j++)
            _products[0, j] = Product(x[last..], x[(last - j)..]);
        for (var i = 1; i < Size; i++)
            for (var j = i; j < Size; j++)
            {
                _products[i, j] = _products[i - 1, j - 1]
                    + x[last - i] * x[last - j] - x[^i] * x[^j];
            }
    }

    /// <summary>Finds the weights.</summary>
    /// <param name="order">How many, 1 to <see cref="LinearFilter.MaxOrder"/>.</param>
    /// <param name="filter">Gets them.</param>
    /// <returns>False where there are none that could be written.</returns>
    public bool TryFind(int order, LinearFilter filter)
    {
        Array.Clear(filter.Weights);
        filter.Order = order;
        if (!TryFactor(order)) return false;
        Solve(order);
        for (var k = 0; k < order; k++)
        {
            var scaled = Math.Round(_solution[k] * (1 << LinearFilter.Fraction));
            if (!(Math.Abs(scaled) < short.MaxValue)) return false;
            filter.Weights[k] = (long)scaled;
        }

        return true;
    }

    private static double Product(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var sums = Vector<double>.Zero;
        var at = 0;
        for (; at <= one.Length - Vector<double>.Count; at += Vector<double>.Count)
            sums += new Vector<double>(one[at..]) * new Vector<double>(other[at..]);
        var sum = Vector.Sum(sums);
        for (; at < one.Length; at++) sum += one[at] * other[at];
        return sum;
    }

    // Cholesky: products = L·Lᵀ.
    private bool TryFactor(int order)
    {
        for (var i = 0; i < order; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = _products[j + 1, i + 1];
                if (i == j) sum *= 1 + Ridge;
                for (var k = 0; k < j; k++) sum -= _factor[i, k] * _factor[j, k];
                if (i == j && !(sum > 0)) return false;
                _factor[i, j] = i == j ? Math.Sqrt(sum) : sum / _factor[j, j];
            }

        return true;
    }

    private void Solve(int order)
    {
        for (var i = 0; i < order; i++)
        {
            var sum = _products[0, i + 1];
            for (var k = 0; k < i; k++) sum -= _factor[i, k] * _solution[k];
            _solution[i] = sum / _factor[i, i];
        }

        for (var i = order - 1; i >= 0; i--)
        {
            var sum = _solution[i];
            for (var k = i + 1; k < order; k++) sum -= _factor[k, i] * _solution[k];
            _solution[i] = sum / _factor[i, i];
        }
    }
}
