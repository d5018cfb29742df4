using Dcmon.Queries;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.Lines;

/// <summary>
/// One line of an answer while it is made: what the series that go into it have at each step. It holds figures a step,
/// not a series, wherever the aggregation allows. For one thread; lines of several threads are merged.
/// </summary>
internal abstract class Line
{
    /// <summary>Makes an empty line.</summary>
    public static Line For(RangePlan plan, int steps, QueryBudget budget) => plan.Query.Across switch
    {
        null => new SingleLine(steps),
        Aggregation.Minimum => new ExtremeLine(steps, -1),
        Aggregation.Maximum => new ExtremeLine(steps, 1),
        Aggregation.Last => new LastLine(steps),
        Aggregation.MinMax => throw new ArgumentException("Series are combined to one value each, never to two.", nameof(plan)),
        Aggregation.Quantile => new QuantileLine(steps, plan.Quantile, budget),
        { } across => new SumLine(steps, across),
    };

    /// <summary>Where the points of a series go that belongs to this line.</summary>
    public abstract PointTarget Member(string client, Series series);

    /// <summary>Takes what another line of the same kind and key has gathered; that one is not used any more.</summary>
    public abstract void Merge(Line other);

    /// <summary>A value for each step; NaN where there is none.</summary>
    public abstract double[] Finish();

    /// <summary>No value at any step.</summary>
    protected static double[] Nothing(int steps)
    {
        var values = new double[steps];
        Array.Fill(values, double.NaN);
        return values;
    }
}
