namespace Dcmon.Simulation.Work;

/// <summary>
/// Pseudo-random numbers that are a function of a seed and the time, so that a machine's past is always the same.
/// </summary>
internal static class Noise
{
    /// <summary>A number from 0 to less than 1 for each step.</summary>
    public static double Of(int seed, long step)
    {
        // SplitMix64.
        var x = (ulong)seed * 0x9E3779B97F4A7C15UL + (ulong)step * 0xD1B54A32D192ED03UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return ((x ^ (x >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A smooth curve from -1 to 1.</summary>
    /// <param name="seed">Which curve.</param>
    /// <param name="time">Seconds.</param>
    /// <param name="period">Seconds between two random points of it.</param>
    public static double At(int seed, double time, double period)
    {
        var place = time / period;
        var step = (long)Math.Floor(place);
        var way = place - step;
        way = way * way * (3 - 2 * way);
        return 2 * (Of(seed, step) * (1 - way) + Of(seed, step + 1) * way) - 1;
    }
}
