using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Feeds the samples of a scan straight into one evaluator a series; no list of samples is ever made.</summary>
internal sealed class RangeSink(RangeQuery query) : ISampleSink
{
    private readonly List<StepEvaluator> _evaluators = [];
    private readonly List<PointList> _points = [];

    /// <summary>The finished points, a list for each series that came up.</summary>
    public IReadOnlyList<PointList> Finish()
    {
        foreach (var evaluator in _evaluators)
            evaluator.Finish();
        return _points;
    }

    /// <inheritdoc/>
    public int Begin(string client, Series series)
    {
        var points = new PointList(client, series);
        _points.Add(points);
        _evaluators.Add(StepEvaluator.For(query, points));
        var most = query.Step == 0 ? 1 : (query.To - query.From) / query.Step + 1;
        if (_points.Count * most > RangeQuery.MaxPoints) throw TooLarge();
        return _points.Count - 1;
    }

    /// <inheritdoc/>
    public SummaryFields Needs => SummaryFields.None;

    /// <inheritdoc/>
    public void Summaries(int series, SummaryColumns columns)
    {
    }

    /// <inheritdoc/>
    public void Samples(int series, ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < times.Length; i++)
            if (!double.IsNaN(values[i]))
                _evaluators[series].Add(times[i], values[i]);
        if (_points[series].Times.Count * (long)_points.Count > RangeQuery.MaxPoints) throw TooLarge();
    }

    private static QueryTooLargeException TooLarge() => new(
        $"The answer would hold more than {RangeQuery.MaxPoints} points; use a larger step, a shorter span, or fewer series.");
}
