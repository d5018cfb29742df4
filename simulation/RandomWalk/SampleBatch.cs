namespace Dcmon.Simulation.RandomWalk;

/// <summary>Some reports of one host, one after the other in time; reused.</summary>
public sealed class SampleBatch(int rows, int series)
{
    private readonly double[] _values = new double[rows * series];

    /// <summary>Reports.</summary>
    public int Rows => rows;

    /// <summary>Values of each report.</summary>
    public int Series => series;

    /// <summary>Unix milliseconds.</summary>
    public long[] Times { get; } = new long[rows];

    /// <summary>The values of a report.</summary>
    public Span<double> Row(int row) => _values.AsSpan(row * series, series);
}
