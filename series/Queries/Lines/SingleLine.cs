using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.Lines;

/// <summary>The line of one series alone.</summary>
internal sealed class SingleLine(int steps) : Line
{
    private readonly double[] _values = Nothing(steps);

    /// <inheritdoc/>
    public override PointTarget Member(string client, Series series) => new Values(_values);

    /// <inheritdoc/>
    public override void Merge(Line other)
    {
        var values = ((SingleLine)other)._values;
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]))
                _values[i] = values[i];
    }

    /// <inheritdoc/>
    public override double[] Finish() => _values;

    /// <summary>Writes points to an array.</summary>
    internal sealed class Values(double[] values) : PointTarget
    {
        /// <inheritdoc/>
        public override void Put(int step, long time, double value) => values[step] = value;
    }
}
