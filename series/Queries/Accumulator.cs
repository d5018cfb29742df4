namespace Dcmon.TimeSeries.Queries;

/// <summary>Takes values one by one and gives any <see cref="Aggregation"/> of them.</summary>
internal struct Accumulator
{
    private int _count;
    private double _sum;
    private double _minimum;
    private double _maximum;
    private double _last;

    /// <summary>Takes a value.</summary>
    public void Add(double value)
    {
        _minimum = _count == 0 ? value : Math.Min(_minimum, value);
        _maximum = _count == 0 ? value : Math.Max(_maximum, value);
        _sum += value;
        _last = value;
        _count++;
    }

    /// <summary>The aggregate, or NaN where no value came.</summary>
    public readonly double Result(Aggregation aggregation) => _count == 0
        ? double.NaN
        : aggregation switch
        {
            Aggregation.Average => _sum / _count,
            Aggregation.Sum => _sum,
            Aggregation.Minimum => _minimum,
            Aggregation.Maximum => _maximum,
            _ => _last,
        };
}
