using System.Globalization;
using System.Numerics;
using Dcmon.TimeSeries.Rollups;
using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.TimeSeries.Tests.Rollups;

public sealed class ExactSumTests
{
    [Fact]
    public void Sum_TenTenths_IsOne() => Assert.Equal(1, Sum(Enumerable.Repeat(0.1, 10)));

    [Fact]
    public void Sum_Nothing_IsZero() => Assert.Equal(0, Sum([]));

    [Fact]
    public void Sum_BigAndSmallCancelling_KeepsTheSmall() => Assert.Equal(2, Sum([1, 1e100, 1, -1e100]));

    [Fact]
    public void Sum_BeyondDoubles_IsInfinite() => Assert.Equal(double.PositiveInfinity, Sum([double.MaxValue, double.MaxValue]));

    [Fact]
    public void Sum_Decimals_IsTheExactSumRoundedOnceInAnyOrder()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, random.Next(1, 300)).Select(_ => Part(random)).ToArray();
            var values = Array.ConvertAll(parts, part => part.Scaled / Math.Pow(10, part.Places));
            var exact = parts.Aggregate(BigInteger.Zero, (sum, part) => sum + part.Scaled * BigInteger.Pow(10, 9 - part.Places));
            var expected = double.Parse($"{exact}e-9", CultureInfo.InvariantCulture);
            Assert.Equal(expected, Sum(values));
            random.Shuffle(values);
            Assert.Equal(expected, Sum(values));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Sum_AnyDoubles_IsWithinTheLastPlace()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var values = Enumerable.Range(0, random.Next(1, 300)).Select(_ => random.NextDouble() * Math.Pow(2, random.Next(-30, 30)))
                .ToArray();
            // All of these are whole multiples of 2^-90.
            var exact = values.Aggregate(BigInteger.Zero, (sum, value) => sum + new BigInteger(Math.ScaleB(value, 90)));
            var expected = Math.ScaleB((double)exact, -90);
            Assert.InRange(Sum(values), Math.BitDecrement(expected), Math.BitIncrement(expected));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    /// <summary>A decimal k / 10^e: some of them so large that many of them leave the 53 bits of a double.</summary>
    private static (long Scaled, int Places) Part(Random random)
    {
        var places = random.Next(0, 10);
        var limit = random.Next(3) switch { 0 => 1000L, 1 => 1_000_000_000, _ => 1L << 51 };
        return (random.NextInt64(-limit, limit), places);
    }

    private static double Sum(IEnumerable<double> values)
    {
        var sum = default(ExactSum);
        foreach (var value in values)
            sum.Add(value);
        return sum.Result;
    }
}
