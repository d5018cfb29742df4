using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.Lines;

/// <summary>The smallest or largest value of several series at each step.</summary>
/// <param name="steps">Number of steps.</param>
/// <param name="sign">1 for the largest, −1 for the smallest.</param>
internal sealed class ExtremeLine(int steps, int sign) : Line
{
    private readonly Members _members = new(Nothing(steps), sign);

    /// <inheritdoc/>
    public override PointTarget Member(string client, Series series) => _members;

    /// <inheritdoc/>
    public override void Merge(Line other)
    {
        var values = other.Finish();
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]))
                _members.Put(i, 0, values[i]);
    }

    /// <inheritdoc/>
    public override double[] Finish() => _members.Values;

    private sealed class Members(double[] values, int sign) : PointTarget
    {
        public double[] Values => values;

        public override void Put(int step, long time, double value)
        {
            // NaN compares as false: the first value takes its place.
            if (!(values[step] * sign >= value * sign)) values[step] = value;
        }
    }
}
