namespace Dcmon.Simulation.Work;

/// <summary>
/// A rate that varies with the day, the hour and the minutes: a sum of sines, always above zero. Its integral has a
/// closed form, so that counters are functions of the time.
/// </summary>
internal sealed class PeriodicRate
{
    private const double Day = 86_400;

    /// <summary>Most people work in the afternoon, UTC.</summary>
    private const double Peak = 14.5 * 3_600;

    private static readonly double[] Periods = [Day, 25_300, 7_100, 1_730, 611, 149, 43];
    private static readonly double[] Shares = [0.40, 0.12, 0.12, 0.11, 0.10, 0.08, 0.07];

    private readonly double[] _depths;
    private readonly double[] _phases;

    /// <summary>Makes a rate.</summary>
    /// <param name="seed">Determines the phases.</param>
    /// <param name="mean">The mean, more than 0.</param>
    /// <param name="depth">Largest deviation from the mean, as a share of it: 0 to less than 1.</param>
    public PeriodicRate(int seed, double mean, double depth)
    {
        Mean = mean;
        _depths = Array.ConvertAll(Shares, share => share * depth);
        _phases = [.. Periods.Select((period, i) => i == 0
            ? Math.PI / 2 - 2 * Math.PI * Peak / Day + Noise.Of(seed, i) - 0.5
            : 2 * Math.PI * Noise.Of(seed, i))];
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The value, more than 0 and less than twice the mean.</summary>
    /// <param name="time">Unix seconds.</param>
    public double At(double time)
    {
        var sum = 1.0;
        for (var i = 0; i < Periods.Length; i++)
            sum += _depths[i] * Math.Sin(2 * Math.PI / Periods[i] * time + _phases[i]);
        return Mean * sum;
    }

    /// <summary>The integral between two times.</summary>
    public double Between(double from, double to)
    {
        var sum = to - from;
        for (var i = 0; i < Periods.Length; i++)
        {
            var frequency = 2 * Math.PI / Periods[i];
            sum += _depths[i] / frequency * (Math.Cos(frequency * from + _phases[i]) - Math.Cos(frequency * to + _phases[i]));
        }

        return Mean * sum;
    }
}
