using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>The points of one series as they come out, in ascending order of time.</summary>
internal sealed class PointList(string client, Series series)
{
    /// <summary>Whose series.</summary>
    public string Client { get; } = client;

    /// <summary>Which series.</summary>
    public Series Series { get; } = series;

    /// <summary>Times of the points, ascending and distinct.</summary>
    public List<long> Times { get; } = [];

    /// <summary>Values of the points.</summary>
    public List<double> Values { get; } = [];

    /// <summary>Adds a point; NaN is none. A second one at the same time replaces the first.</summary>
    public void Add(long time, double value)
    {
        if (double.IsNaN(value)) return;
        if (Times.Count > 0 && Times[^1] == time)
        {
            Values[^1] = value;
            return;
        }

        Times.Add(time);
        Values.Add(value);
    }
}
