using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Export;

/// <summary>
/// Comma-separated values (RFC 4180, but with line feeds alone): <c>time,client,metric,labels,value</c>. Times are Unix
/// milliseconds, labels are in Prometheus' notation.
/// </summary>
public sealed class CsvFormat(TextWriter target) : SampleFormat(target)
{
    /// <inheritdoc/>
    internal override bool IsByMetric => false;

    /// <inheritdoc/>
    internal override void WriteHeading() => Target.Write("time,client,metric,labels,value\n");

    private protected override (string Before, string Between, string After) Frame(string client, Series series) =>
        ("", $",{Quote(client)},{series.Metric},{Quote(LabelText(series))},", "\n");

    private protected override void Write(long time, double value, string between, Span<char> scratch)
    {
        Write(time, scratch);
        Target.Write(between);
        Write(value, scratch);
    }

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(',', '"', '\n') < 0 && !text.Contains('\r') ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
