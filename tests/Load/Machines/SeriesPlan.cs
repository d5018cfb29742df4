using Dcmon.Wire.Metrics;

namespace Dcmon.Load.Machines;

/// <summary>The series of a machine, each with its value as a function of the seconds since the machine started.</summary>
internal sealed class SeriesPlan
{
    private readonly List<Series> _series = [];
    private readonly List<Func<double, double>> _values = [];

    /// <summary>The series, in the order in which they were added.</summary>
    public IReadOnlyList<Series> Series => _series;

    /// <summary>Adds a series of a metric of the catalogue.</summary>
    public void Add(string metric, Func<double, double> value, params ReadOnlySpan<Label> labels) =>
        Add(MetricCatalog.Series(metric, labels), value);

    /// <summary>Adds a series that this program's own collectors do not make.</summary>
    public void Add(Series series, Func<double, double> value)
    {
        _series.Add(series);
        _values.Add(value);
    }

    /// <summary>Adds a counter of whole units that grows as fast as the wave is high.</summary>
    public void AddCounter(string metric, Wave rate, params ReadOnlySpan<Label> labels) =>
        Add(metric, time => Math.Floor(rate.Total(time)), labels);

    /// <summary>Adds a value that stays.</summary>
    public void AddConstant(string metric, double value, params ReadOnlySpan<Label> labels) => Add(metric, _ => value, labels);

    /// <summary>Works out all values of an instant.</summary>
    /// <param name="time">Seconds since the machine started.</param>
    /// <param name="values">Room for a value of each series.</param>
    public void Fill(double time, Span<double> values)
    {
        for (var i = 0; i < _values.Count; i++)
            values[i] = _values[i](time);
    }
}
