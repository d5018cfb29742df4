using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.TimeSeries.Blocks.Regressions;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Which columns of the rows of a block are derived from which others, and with which weights.</summary>
internal sealed class DerivedColumns
{
    private readonly RawRows _rows;
    private readonly Regression?[] _regressions;
    private readonly double[] _values = [];
    private readonly long[] _integers = [];
    private readonly long[] _sums = [];

    /// <summary>
    /// Searches all columns once. With few rows the search would cost more than it saves, and so it would where a column cannot be read
    /// again: nothing is derived then.
    /// </summary>
    public DerivedColumns(RawRows rows)
    {
        _rows = rows;
        _regressions = new Regression?[rows.Series.Count];
        var count = rows.Times.Length;
        if (!rows.IsRandomAccess || !GrowthSamples.IsEnough(count)) return;
        (_values, _integers, _sums) = (new double[count], new long[count], new long[count]);
        var samples = new GrowthSamples(count);
        for (var column = 0; column < rows.Series.Count; column++)
        {
            rows.Read(column, _values);
            samples.Take(column, _values, _integers);
        }

        _regressions = RegressionSearch.Find(samples, rows.Series.Count);
    }

    /// <summary>How a column is derived from others; null where it is stored by itself.</summary>
    public Regression? this[int column] => _regressions[column];

    /// <summary>The weighted sum of the others in each row; valid until the next call.</summary>
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
