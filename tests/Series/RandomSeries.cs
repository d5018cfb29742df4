using Dcmon.Wire.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.TimeSeries.Tests;

/// <summary>Samples as machines give them: uneven intervals, silences, missing values; counters that start over.</summary>
internal sealed record RandomSeries(MetricKind Kind, long[] Times, double[] Values)
{
    /// <summary>A whole number of hours since 1970.</summary>
    public const long Start = 1_700_000_000_000 / 3_600_000 * 3_600_000;

    /// <summary>Checks a property for many series; a failure names the seed.</summary>
    public static void ForAll(MetricKind kind, Action<RandomSeries, Random> property, bool missing = true, int runs = 200) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            property(Make(kind, random, missing), random);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    /// <summary>The part with after &lt; time ≤ until.</summary>
    public RandomSeries Between(long after, long until)
    {
        var rows = Enumerable.Range(0, Times.Length).Where(i => Times[i] > after && Times[i] <= until).ToArray();
        return new RandomSeries(Kind, [.. rows.Select(i => Times[i])], [.. rows.Select(i => Values[i])]);
    }

    /// <summary>Makes one.</summary>
    public static RandomSeries Make(MetricKind kind, Random random, bool missing)
    {
        var count = random.Next(0, 400);
        var (times, values) = (new long[count], new double[count]);
        var places = random.Next(0, 4);
        var (time, scaled) = (Start + random.Next(-3_600_000, 3_600_000), (long)random.Next(1_000_000));
        for (var i = 0; i < count; i++)
        {
            // Now and then a silence of minutes or hours; some times lie on the borders of buckets.
            time += random.Next(40) switch
            {
                0 => random.Next(200_000, 500_000),
                1 => random.Next(1_000_000, 9_000_000),
                2 => 300_000 - time % 300_000,
                _ => random.Next(1, 20_000),
            };
            if (kind == MetricKind.Gauge) scaled = random.Next(-1_000_000, 1_000_000);
            else scaled = random.Next(30) == 0 ? random.Next(100) : scaled + random.Next(10_000);
            times[i] = time;
            values[i] = missing && random.Next(10) == 0 ? double.NaN : scaled / Math.Pow(10, places);
        }

        return new RandomSeries(kind, times, values);
    }
}
