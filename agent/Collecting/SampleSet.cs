using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collecting;

/// <summary>
/// What one run of a collector found: series and values, in the order added. Its memory is kept from run to run; series
/// objects should be, too (<see cref="SeriesFamily{T}"/>).
/// </summary>
internal sealed class SampleSet
{
    private Series[] _series = new Series[16];
    private double[] _values = new double[16];

    /// <summary>Samples added.</summary>
    public int Count { get; private set; }

    /// <summary>The series, one for each value.</summary>
    public ReadOnlySpan<Series> Series => _series.AsSpan(0, Count);

    /// <summary>The values; never NaN or infinite.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Adds a sample. A value that is not finite is no value and is left out.</summary>
    public void Add(Series series, double value)
    {
        if (!double.IsFinite(value)) return;
        if (Count == _series.Length)
        {
            Array.Resize(ref _series, Count * 2);
            Array.Resize(ref _values, Count * 2);
        }

        _series[Count] = series;
        _values[Count++] = value;
    }

    /// <summary>Adds all samples of another set.</summary>
    public void AddAll(SampleSet other)
    {
        for (var i = 0; i < other.Count; i++) Add(other._series[i], other._values[i]);
    }

    /// <summary>Forgets the samples and keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>The value of a series, or null where it was not added. For tests and tools: it searches.</summary>
    public double? Find(Series series)
    {
        var at = Series.IndexOf(series);
        return at < 0 ? null : _values[at];
    }
}
