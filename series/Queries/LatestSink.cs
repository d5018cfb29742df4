using Dcmon.Queries;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Keeps the newest value of each series that a scan hands over.</summary>
internal sealed class LatestSink(CancellationToken cancel) : ISampleSink
{
    private readonly List<(string Client, Series Series, long Time, double Value)> _latest = [];

    /// <inheritdoc/>
    public SummaryFields Needs => SummaryFields.Last;

    /// <summary>What was found: one for each series that had a value.</summary>
    public IEnumerable<(Series Series, SeriesLatest Latest)> Latest =>
        from each in _latest
        where !double.IsNaN(each.Value)
        select (each.Series, new SeriesLatest(SeriesInfo.Of(each.Client, each.Series), each.Time, each.Value));

    /// <inheritdoc/>
    public int Begin(string client, Series series)
    {
        _latest.Add((client, series, 0, double.NaN));
        return _latest.Count - 1;
    }

    /// <inheritdoc/>
    public void Samples(int series, ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        cancel.ThrowIfCancellationRequested();
        for (var i = times.Length - 1; i >= 0; i--)
        {
            if (double.IsNaN(values[i])) continue;
            _latest[series] = _latest[series] with { Time = times[i], Value = values[i] };
            return;
        }
    }

    /// <inheritdoc/>
    public void Summaries(int series, SummaryColumns columns) => Samples(series, columns.LastTimes, columns.Last);
}
