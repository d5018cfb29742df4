using Dcmon.TimeSeries.Queries.Evaluators;
using Dcmon.TimeSeries.Queries.Lines;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>
/// Feeds the samples and summaries of a scan straight into one evaluator a series, and their points straight into the
/// lines of the answer. One thread scans client after client with it; <see cref="RangeEvaluation.Fold"/> brings the sinks of several
/// threads together.
/// </summary>
internal sealed class RangeSink(RangePlan plan, StepGrid grid, QueryBudget budget, CancellationToken cancel) : ISampleSink
{
    /// <summary>Samples between two looks at the budget, which all threads share.</summary>
    private const int SamplesAtOnce = 65_536;

    private readonly List<SeriesEvaluator> _evaluators = [];
    private int _unspent;

    /// <inheritdoc/>
    public SummaryFields Needs { get; } = SeriesEvaluator.Needs(plan);

    /// <summary>The lines, in a query with a step.</summary>
    public LineSet Lines { get; } = new(plan, grid.Points, budget);

    /// <summary>The points, in a query without a step.</summary>
    public List<PointList> Points { get; } = [];

    /// <inheritdoc/>
    public int Begin(string client, Series series)
    {
        if (plan.IsGrowth && series.Kind != MetricKind.Counter) return -1;
        _evaluators.Add(SeriesEvaluator.For(plan, grid, Target(client, series)));
        return _evaluators.Count - 1;
    }

    /// <inheritdoc/>
    public void Samples(int series, ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        if (series < 0) return;
        Spend(times.Length);
        _evaluators[series].Samples(times, values);
    }

    /// <inheritdoc/>
    public void Summaries(int series, SummaryColumns columns)
    {
        if (series < 0) return;
        Spend(columns.Rows);
        _evaluators[series].Summaries(columns);
    }

    /// <summary>The scan of a client is over: gives out the last points of its series and forgets them.</summary>
    public void EndClient()
    {
        foreach (var evaluator in _evaluators)
            evaluator.Finish();
        _evaluators.Clear();
        budget.SpendSamples(_unspent);
        _unspent = 0;
    }

    private PointTarget Target(string client, Series series)
    {
        if (grid.Step > 0) return Lines[LineKey.Of(plan, client, series)].Member(client, series);
        var points = new PointList(client, series, budget);
        Points.Add(points);
        return points;
    }

    private void Spend(int count)
    {
        cancel.ThrowIfCancellationRequested();
        _unspent += count;
        if (_unspent < SamplesAtOnce) return;
        budget.SpendSamples(_unspent);
        _unspent = 0;
    }
}
