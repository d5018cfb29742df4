using Dcmon.Queries;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Queries.Evaluators;

/// <summary>
/// Turns the samples and summaries of one series into its points. They come in ascending order of time, in pieces of any
/// size. It knows the step that it is in; a subclass gathers what lies within, and gives out a point when it ends.
/// </summary>
internal abstract class SeriesEvaluator(StepGrid grid, PointTarget target)
{
    /// <summary>The steps of the query.</summary>
    protected StepGrid Grid { get; } = grid;

    /// <summary>End of the step that is being gathered, Unix milliseconds; nothing was taken while it is the least number.</summary>
    protected long End { get; private set; } = long.MinValue;

    /// <summary>Number of the step that is being gathered; outside of the grid for what is only needed before it.</summary>
    private long Step { get; set; }

    /// <summary>Makes the evaluator that a query asks for.</summary>
    public static SeriesEvaluator For(RangePlan plan, StepGrid grid, PointTarget target) => plan switch
    {
        { IsGrowth: true, Query.Window: { } window } => new WindowEvaluator(plan.Query.Function, window, grid, target),
        { IsGrowth: true } => new GrowthEvaluator(plan.Query.Function, grid, target),
        { IsMinMax: true } => new MinMaxEvaluator(grid, target),
        { Query.Over: Aggregation.Quantile } => new QuantileEvaluator(plan.Quantile, grid, target),
        { Query.Over: Aggregation.Average or Aggregation.Sum or Aggregation.Count } => new SumEvaluator(plan.Query.Over, grid, target),
        _ => new ExtremeEvaluator(plan.Query.Over, grid, target),
    };

    /// <summary>The fields of summaries that the evaluator of a query looks at.</summary>
    public static SummaryFields Needs(RangePlan plan) => plan switch
    {
        { IsGrowth: true } => SummaryFields.First | SummaryFields.Last | SummaryFields.Increase | SummaryFields.Covered,
        { Query.Over: Aggregation.Minimum } => SummaryFields.Minimum,
        { Query.Over: Aggregation.Maximum } => SummaryFields.Maximum,
        { Query.Over: Aggregation.MinMax } => SummaryFields.Minimum | SummaryFields.Maximum | SummaryFields.First | SummaryFields.Last,
        { Query.Over: Aggregation.Last } => SummaryFields.Last,
        { Query.Over: Aggregation.Sum } => SummaryFields.Sum,
        { Query.Over: Aggregation.Count } => SummaryFields.Count,
        _ => SummaryFields.Sum | SummaryFields.Count,
    };

    /// <summary>Takes samples; NaN is none.</summary>
    public abstract void Samples(ReadOnlySpan<long> times, ReadOnlySpan<double> values);

    /// <summary>Takes summaries; a bucket counts for the step that it ends in.</summary>
    public abstract void Summaries(in SummaryColumns columns);

    /// <summary>Nothing more comes: gives out what is left.</summary>
    public abstract void Finish();

    /// <summary>
    /// Where the first time after <paramref name="end"/> is, from <paramref name="start"/> on; steps are mostly short, so it gallops.
    /// </summary>
    protected static int IndexAfter(ReadOnlySpan<long> times, int start, long end)
    {
        var reach = 1;
        while (start + reach < times.Length && times[start + reach] <= end) reach *= 2;
        var (low, high) = (start + reach / 2, Math.Min(start + reach, times.Length));
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (times[middle] <= end) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Goes to the step of a time after <see cref="End"/>.</summary>
    protected void MoveTo(long time)
    {
        if (Grid.Step == 0)
        {
            End = time;
        }
        else if (End != long.MinValue && time <= End + Grid.Step)
        {
            End += Grid.Step;
            Step++;
        }
        else
        {
            // How far it is from the first step's end, rounded up; also before it.
            var past = time - Grid.First;
            Step = past > 0 ? (past - 1) / Grid.Step + 1 : past / Grid.Step;
            End = Grid.First + Step * Grid.Step;
        }
    }

    /// <summary>Gives out the point of the step, unless it lies outside of the span asked for; NaN is none.</summary>
    protected void Emit(double value)
    {
        if (double.IsNaN(value)) return;
        if (Grid.Step == 0 ? End >= Grid.First && End <= Grid.Last : (ulong)Step < (ulong)Grid.Count)
            target.Put((int)Step, End, value);
    }

    /// <summary>Gives out both points of the step, unless it lies outside of the span asked for; neither is NaN.</summary>
    protected void Emit(double first, double second)
    {
        if ((ulong)Step >= (ulong)Grid.Count) return;
        target.Put(2 * (int)Step, End - Grid.Step / 2, first);
        target.Put(2 * (int)Step + 1, End, second);
    }
}
