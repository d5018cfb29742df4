using System.Globalization;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Export;

/// <summary>Writes samples as text, a line each, streaming: only the series names of one scan are held in memory.</summary>
/// <param name="target">Gets the lines; ended by a line feed whatever it is set to.</param>
public abstract class SampleFormat(TextWriter target) : ISampleSink
{
    private readonly List<(string Before, string Between, string After)> _series = [];

    /// <inheritdoc/>
    public SummaryFields Needs => SummaryFields.None;

    /// <summary>Samples written so far.</summary>
    public long Written { get; private set; }

    /// <summary>Whether all lines of one metric must come together, so that each metric takes a pass of its own.</summary>
    internal abstract bool IsByMetric { get; }

    /// <summary>Where the lines go.</summary>
    private protected TextWriter Target { get; } = target;

    /// <summary>What stands before everything.</summary>
    internal virtual void WriteHeading()
    {
    }

    /// <summary>What stands before the lines of a metric, where those come together.</summary>
    internal virtual void WriteMetric(string metric, MetricKind kind)
    {
    }

    /// <summary>Forgets the series of the scan before: the next one numbers its own.</summary>
    internal void BeginScan() => _series.Clear();

    /// <inheritdoc/>
    public int Begin(string client, Series series)
    {
        _series.Add(Frame(client, series));
        return _series.Count - 1;
    }

    /// <inheritdoc/>
    public void Samples(int series, ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        Span<char> number = stackalloc char[40];
        var (before, between, after) = _series[series];
        for (var i = 0; i < times.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            Target.Write(before);
            Write(times[i], values[i], between, number);
            Target.Write(after);
            Written++;
        }
    }

    /// <inheritdoc/>
    public void Summaries(int series, SummaryColumns columns) => throw new NotSupportedException("An export asks for samples alone.");

    /// <summary>What a line has before, between and after time and value.</summary>
    private protected abstract (string Before, string Between, string After) Frame(string client, Series series);

    /// <summary>Writes time and value in the format's order.</summary>
    private protected abstract void Write(long time, double value, string between, Span<char> scratch);

    /// <summary>Writes a number so that it reads back as the same number.</summary>
    private protected void Write<T>(T number, Span<char> scratch)
        where T : ISpanFormattable
    {
        number.TryFormat(scratch, out var length, default, CultureInfo.InvariantCulture);
        Target.Write(scratch[..length]);
    }

    /// <summary>Labels as Prometheus writes them, without braces.</summary>
    private protected static string LabelText(Series series)
    {
        var text = series.ToString();
        return series.Labels.IsEmpty ? "" : text[(series.Metric.Length + 1)..^1];
    }
}
