namespace Dcmon.Simulation.RandomWalk;

/// <summary>What all sources of one host share at one report: how busy the host is, and its dice.</summary>
/// <param name="Tick">Number of the report since the host started; reports are <see cref="GeneratedHost.Interval"/>
/// apart.</param>
/// <param name="Load">How busy the host is, 0 to 1.</param>
/// <param name="Random">The host's own generator, so that hosts do not depend on each other's order.</param>
internal readonly record struct TickState(long Tick, double Load, Random Random)
{
    /// <summary>A draw from the normal distribution of mean 0 and deviation 1 (Box and Muller).</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());

    /// <summary>
    /// How many of independent rare events happen when so many are expected: Poisson for few, its normal limit for
    /// many.
    /// </summary>
    public long Events(double expected)
    {
        if (expected > 30) return Math.Max(0, (long)Math.Round(expected + Math.Sqrt(expected) * Normal()));
        var (count, product, limit) = (0L, Random.NextDouble(), Math.Exp(-expected));
        for (; product > limit; product *= Random.NextDouble()) count++;
        return count;
    }
}
