using System.Runtime.InteropServices;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>The points of one series of a query without a step: their times are not known before.</summary>
internal sealed class PointList(string client, Series series, QueryBudget budget) : PointTarget
{
    private readonly List<long> _times = [];
    private readonly List<double> _values = [];

    /// <summary>Whose series.</summary>
    public string Client { get; } = client;

    /// <summary>Which series.</summary>
    public Series Series { get; } = series;

    /// <summary>Times of the points, ascending.</summary>
    public ReadOnlySpan<long> Times => CollectionsMarshal.AsSpan(_times);

    /// <summary>Values of the points.</summary>
    public ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(_values);

    /// <inheritdoc/>
    public override void Put(int step, long time, double value)
    {
        budget.SpendPoints(1);
        _times.Add(time);
        _values.Add(value);
    }
}
