using Dcmon.Queries;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.States;

/// <summary>Feeds the samples and summaries of a scan of one client into one <see cref="StateSpans"/> a series.</summary>
internal sealed class StateSink(CancellationToken cancel) : ISampleSink
{
    private readonly List<(string Client, Series Series, StateSpans Spans)> _lines = [];

    /// <inheritdoc/>
    public SummaryFields Needs =>
        SummaryFields.Minimum | SummaryFields.Maximum | SummaryFields.First | SummaryFields.Last | SummaryFields.Count;

    /// <summary>What was found: a line for each series that had a value.</summary>
    public IReadOnlyList<(Series Series, StatesLine Line)> Lines =>
    [
        .. from line in _lines
           where line.Spans.Count > 0
           select (line.Series, new StatesLine(line.Client, line.Series.Labels.ByName(), line.Spans.Finish())),
    ];

    /// <inheritdoc/>
    public int Begin(string client, Series series)
    {
        if (_lines.Count == StateReader.MaxLines) throw QueryTooLargeException.Lines(StateReader.MaxLines);
        _lines.Add((client, series, new StateSpans()));
        return _lines.Count - 1;
    }

    /// <inheritdoc/>
    public void Samples(int series, ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        _lines[series].Spans.Samples(times, values);
        Check(_lines[series].Spans);
    }

    /// <inheritdoc/>
    public void Summaries(int series, SummaryColumns columns)
    {
        _lines[series].Spans.Summaries(columns);
        Check(_lines[series].Spans);
    }

    private void Check(StateSpans spans)
    {
        cancel.ThrowIfCancellationRequested();
        if (spans.Changes > StateReader.MaxSpans) throw QueryTooLargeException.Spans(StateReader.MaxSpans);
    }
}
