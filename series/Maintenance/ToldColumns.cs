using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.TimeSeries.Blocks.Regressions;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Which columns of the rows of a block are told from which others, and what these say.</summary>
internal sealed class ToldColumns
{
    private readonly RawRows _rows;
    private readonly Regression?[] _regressions;
    private readonly double[] _values = [];
    private readonly long[] _integers = [];
    private readonly long[] _sums = [];

    /// <summary>Looks at all columns once. Of few rows the search costs more than it saves.</summary>
    public ToldColumns(RawRows rows)
    {
        _rows = rows;
        _regressions = new Regression?[rows.Series.Count];
        var count = rows.Times.Length;
        if (!GrowthSamples.IsEnough(count)) return;
        (_values, _integers, _sums) = (new double[count], new long[count], new long[count]);
        var samples = new GrowthSamples(count);
        for (var column = 0; column < rows.Series.Count; column++)
        {
            rows.Read(column, _values);
            samples.Take(column, _values, _integers);
        }

        _regressions = RegressionSearch.Find(samples, rows.Series.Count);
    }

    /// <summary>How to tell a column from others; null where it is by itself.</summary>
    public Regression? this[int column] => _regressions[column];

    /// <summary>What the others say, in each row; valid until the next call.</summary>
    public ReadOnlySpan<long> Sums(Regression regression)
    {
        _sums.AsSpan().Clear();
        foreach (var (column, weight) in regression.Regressors)
        {
            _rows.Read(column, _values);
            DecimalScale.TryFind(_values, _integers, out _);
            Regression.Add(_integers, weight, _sums);
        }

        return _sums;
    }
}
