using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Export;

/// <summary>Prometheus' text format, version 0.0.4, with timestamps in Unix milliseconds; the client is the label <c>client</c>.</summary>
public sealed class PrometheusFormat(TextWriter target) : SampleFormat(target)
{
    /// <inheritdoc/>
    internal override bool IsByMetric => true;

    /// <inheritdoc/>
    internal override void WriteMetric(string metric, MetricKind kind) =>
        Target.Write($"# TYPE {metric} {(kind == MetricKind.Counter ? "counter" : "gauge")}\n");

    private protected override (string Before, string Between, string After) Frame(string client, Series series)
    {
        var named = new Series(series.Metric, series.Kind, series.Unit, new Label("client", client)).ToString();
        var labels = LabelText(series);
        return (labels.Length == 0 ? $"{named} " : $"{named[..^1]},{labels}}} ", " ", "\n");
    }

    private protected override void Write(long time, double value, string between, Span<char> scratch)
    {
        Write(value, scratch);
        Target.Write(between);
        Write(time, scratch);
    }
}
