namespace Dcmon.TimeSeries.Tests.Blocks;

/// <summary>Columns such as machines make them, the same for the same seed.</summary>
internal sealed class Signals(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number of the normal distribution (Box and Muller).</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Whole numbers around a mean, each by itself.</summary>
    public double[] Noise(int rows, double mean, double deviation) => Make(rows, _ => Math.Round(mean + deviation * Normal()));

    /// <summary>A slow whole-degree temperature.</summary>
    public double[] Temperature(int rows)
    {
        var degrees = 45.0;
        return Make(rows, _ => Math.Round(degrees += 0.25 * Normal() + (45 - degrees) * 0.01));
    }

    /// <summary>A reading that a slow sensor renews each <paramref name="hold"/> rows.</summary>
    public double[] Held(int rows, int hold)
    {
        var value = 0.0;
        return Make(rows, i => value = i % hold == 0 ? Math.Round(1000 + 50 * Normal()) : value);
    }

    /// <summary>A counter that grows by about so much a row.</summary>
    public double[] Counter(int rows, double growth, double deviation, double unit = 1)
    {
        var value = 1e6 * unit;
        return Make(rows, _ => value += Math.Max(0, Math.Round(growth + deviation * Normal())) * unit);
    }

    /// <summary>What is steered to and fro: two sines and a little noise, two decimals.</summary>
    public double[] Swaying(int rows) =>
        Make(rows, i => Math.Round(300 + 80 * Math.Sin(i * 0.9) + 40 * Math.Sin(i * 0.11) + 0.05 * Normal(), 2));

    /// <summary>A level that drifts, under noise.</summary>
    public double[] Drifting(int rows)
    {
        var level = 5000.0;
        return Make(rows, _ => Math.Round((level += 3 * Normal()) + 10 * Normal()));
    }

    /// <summary>Doubles that are no decimals.</summary>
    public double[] Irrational(int rows) => Make(rows, _ => Math.PI * (1 + 0.001 * Normal()));

    /// <summary>Makes a column row by row.</summary>
    public static double[] Make(int rows, Func<int, double> value) => [.. Enumerable.Range(0, rows).Select(value)];
}
