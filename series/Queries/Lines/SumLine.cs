using Dcmon.Queries;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.Lines;

/// <summary>The mean, sum or number of the values of several series at each step.</summary>
/// <param name="steps">Number of steps.</param>
/// <param name="across">Average, sum or count.</param>
internal sealed class SumLine(int steps, Aggregation across) : Line
{
    private readonly Members _members = new(steps);

    /// <inheritdoc/>
    public override PointTarget Member(string client, Series series) => _members;

    /// <inheritdoc/>
    public override void Merge(Line other)
    {
        var members = ((SumLine)other)._members;
        for (var i = 0; i < steps; i++)
        {
            _members.Sums[i].Add(members.Sums[i]);
            _members.Counts[i] += members.Counts[i];
        }
    }

    /// <inheritdoc/>
    public override double[] Finish()
    {
        var values = new double[steps];
        for (var i = 0; i < steps; i++)
        {
            var (sum, count) = (_members.Sums[i], _members.Counts[i]);
            values[i] = (across, count) switch
            {
                (_, 0) => double.NaN,
                (Aggregation.Average, _) => sum.Result / count,
                (Aggregation.Count, _) => count,
                _ => sum.Result,
            };
        }

        return values;
    }

    private sealed class Members(int steps) : PointTarget
    {
        public CompensatedSum[] Sums { get; } = new CompensatedSum[steps];

        public int[] Counts { get; } = new int[steps];

        public override void Put(int step, long time, double value)
        {
            Sums[step].Add(value);
            Counts[step]++;
        }
    }
}
