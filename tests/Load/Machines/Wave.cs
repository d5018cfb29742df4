namespace Dcmon.Load.Machines;

/// <summary>
/// A quantity that sways around its mean with the day, the hour, the minutes: a sum of sines, always above zero. Its integral is known
/// in closed form, so that counters are functions of the time alone: they never go back, and go on where they were after a restart.
/// </summary>
internal sealed class Wave
{
    private static readonly double[] Periods = [86_400, 5_400, 660, 47];

    private readonly double[] _depths;
    private readonly double[] _frequencies;
    private readonly double[] _phases;

    /// <summary>Makes a wave.</summary>
    /// <param name="random">Decides on phases, and how the depth is shared among the periods.</param>
    /// <param name="mean">The mean, more than 0.</param>
    /// <param name="depth">How far it sways, as a share of the mean: 0 to less than 1.</param>
    public Wave(Random random, double mean, double depth)
    {
        Mean = mean;
        _depths = Array.ConvertAll(Periods, _ => random.NextDouble() + 0.1);
        var sum = _depths.Sum();
        _depths = Array.ConvertAll(_depths, each => each / sum * depth);
        _frequencies = Array.ConvertAll(Periods, period => 2 * Math.PI / (period * (0.8 + 0.4 * random.NextDouble())));
        _phases = Array.ConvertAll(Periods, _ => random.NextDouble() * 2 * Math.PI);
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The value, more than 0 and less than twice the mean.</summary>
    /// <param name="time">Seconds.</param>
    public double At(double time)
    {
        var sum = 1.0;
        for (var i = 0; i < _depths.Length; i++)
            sum += _depths[i] * Math.Sin(_frequencies[i] * time + _phases[i]);
        return Mean * sum;
    }

    /// <summary>The integral from 0 to that time.</summary>
    /// <param name="time">Seconds.</param>
    public double Total(double time)
    {
        var sum = time;
        for (var i = 0; i < _depths.Length; i++)
            sum += _depths[i] / _frequencies[i] * (Math.Cos(_phases[i]) - Math.Cos(_frequencies[i] * time + _phases[i]));
        return Mean * sum;
    }
}
