using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests;

/// <summary>Keeps what a scan hands over.</summary>
internal sealed class ListSink : ISampleSink
{
    private readonly List<string> _series = [];
    private long _time;

    public List<(string Series, long Time, double Value)> Samples { get; } = [];

    public int Begun => _series.Count;

    public int Begin(string client, Series series)
    {
        _series.Add(series.ToString());
        return _series.Count - 1;
    }

    public void Report(long time) => _time = time;

    public void Sample(int series, double value) => Samples.Add((_series[series], _time, value));
}
