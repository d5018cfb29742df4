using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests;

/// <summary>Keeps what a scan hands over.</summary>
internal sealed class ListSink : ISampleSink
{
    private readonly List<string> _series = [];

    public List<(string Series, long Time, double Value)> Samples { get; } = [];

    public int Begun => _series.Count;

    public int Begin(string client, Series series)
    {
        _series.Add(series.ToString());
        return _series.Count - 1;
    }

    public SummaryFields Needs => SummaryFields.None;

    void ISampleSink.Samples(int series, ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < times.Length; i++)
            if (!double.IsNaN(values[i]))
                Samples.Add((_series[series], times[i], values[i]));
    }

    public void Summaries(int series, SummaryColumns columns) => throw new NotSupportedException("These tests store no summaries.");
}
