using System.Numerics;
using Dcmon.TimeSeries.Blocks.Columns;

namespace Dcmon.TimeSeries.Blocks.Regressions;

/// <summary>
/// The growth from row to row of the columns of a block, on a few stretches of rows: by these the columns are compared.
/// Only columns that can be derived, or derived from, are in it: decimals without missing values that change.
/// </summary>
internal sealed class GrowthSamples
{
    /// <summary>Stretches of a block of many rows.</summary>
    private const int ManyStretches = 3;

    /// <summary>Growths of each of them. A block of fewer rows than all of them is used whole.</summary>
    private const int LongStretch = 320;

    /// <summary>With fewer rows the weights are not worth their bytes.</summary>
    private const int FewestRows = 200;

    /// <summary>Columns that are compared at most: each is compared with each.</summary>
    private const int MostColumns = 1024;

    private readonly List<Sampled> _columns = [];
    private readonly int _stretches;
    private readonly int _length;
    private readonly double[] _growth;

    /// <summary>Begins with a block.</summary>
    /// <param name="rows">Its rows; see <see cref="IsEnough"/>.</param>
    public GrowthSamples(int rows)
    {
        var isLong = rows > ManyStretches * (LongStretch + 1);
        (_stretches, _length) = isLong ? (ManyStretches, LongStretch) : (1, rows - 1);
        _growth = new double[_stretches * _length];
    }

    /// <summary>The columns that were taken.</summary>
    public IReadOnlyList<Sampled> Columns => _columns;

    /// <summary>Whether a block of so many rows is worth it.</summary>
    public static bool IsEnough(int rows) => rows >= FewestRows;

    /// <summary>Takes a column, if it is fit.</summary>
    /// <param name="number">Its number among the block's series.</param>
    /// <param name="values">All its values.</param>
    /// <param name="integers">Room for as many integers.</param>
    public void Take(int number, ReadOnlySpan<double> values, Span<long> integers)
    {
        // Missing values are NaN, which is no decimal.
        if (_columns.Count == MostColumns || !DecimalScale.TryFind(values, integers, out _)) return;
        var growth = new float[_growth.Length];
        var scale = Fill(integers, growth);
        if (scale > 0) _columns.Add(new Sampled(number, growth, scale, CommonDivisor.Of(integers), Range(integers)));
    }

    /// <summary>Correlation of two columns that were taken, −1 to 1.</summary>
    public static double Correlation(Sampled one, Sampled other)
    {
        ReadOnlySpan<float> a = one.Growth;
        ReadOnlySpan<float> b = other.Growth;
        var sum = Vector<float>.Zero;
        var at = 0;
        for (; at <= a.Length - Vector<float>.Count; at += Vector<float>.Count)
            sum += new Vector<float>(a[at..]) * new Vector<float>(b[at..]);
        double rest = Vector.Sum(sum);
        for (; at < a.Length; at++) rest += a[at] * b[at];
        return rest;
    }

    /// <summary>The growth less its mean, made as long as 1; gives back how long it was, in units of the column.</summary>
    private double Fill(ReadOnlySpan<long> integers, Span<float> growth)
    {
        for (var stretch = 0; stretch < _stretches; stretch++)
        {
            var from = _stretches == 1 ? 0 : (integers.Length - _length - 1) / (_stretches - 1) * stretch;
            for (var i = 0; i < _length; i++)
                _growth[stretch * _length + i] = integers[from + i + 1] - integers[from + i];
        }

        var mean = _growth.Average();
        var scale = Math.Sqrt(_growth.Sum(each => (each - mean) * (each - mean)));
        for (var i = 0; i < growth.Length; i++) growth[i] = scale > 0 ? (float)((_growth[i] - mean) / scale) : 0;
        return scale;
    }

    private static double Range(ReadOnlySpan<long> integers)
    {
        var (smallest, largest) = (integers[0], integers[0]);
        foreach (var each in integers) (smallest, largest) = (Math.Min(smallest, each), Math.Max(largest, each));
        return (double)largest - smallest;
    }
}

/// <summary>A column as it is compared with others.</summary>
/// <param name="Number">Its number among the block's series.</param>
/// <param name="Growth">Its growth, of mean 0 and length 1.</param>
/// <param name="Scale">What to multiply that with to have units of the column's integers again.</param>
/// <param name="Step">The common divisor of its integers' differences.</param>
/// <param name="Range">Distance of its largest integer from its smallest.</param>
internal sealed record Sampled(int Number, float[] Growth, double Scale, double Step, double Range);
