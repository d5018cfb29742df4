using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.Lines;

/// <summary>Of several series, the value of the last in order of client and labels at each step.</summary>
internal sealed class LastLine(int steps) : Line
{
    private readonly double[] _values = Nothing(steps);
    private readonly string?[] _owners = new string?[steps];

    /// <inheritdoc/>
    public override PointTarget Member(string client, Series series) => new Owner(this, $"{client}\0{series}");

    /// <inheritdoc/>
    public override void Merge(Line other)
    {
        var line = (LastLine)other;
        for (var i = 0; i < steps; i++)
            if (line._owners[i] is { } owner)
                Put(i, owner, line._values[i]);
    }

    /// <inheritdoc/>
    public override double[] Finish() => _values;

    private void Put(int step, string owner, double value)
    {
        if (string.CompareOrdinal(owner, _owners[step]) >= 0) (_owners[step], _values[step]) = (owner, value);
    }

    private sealed class Owner(LastLine line, string name) : PointTarget
    {
        public override void Put(int step, long time, double value) => line.Put(step, name, value);
    }
}
