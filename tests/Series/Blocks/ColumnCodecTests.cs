using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.TimeSeries.Tests.Blocks;

public sealed class ColumnCodecTests
{
    // Bits at random reach every exponent and NaN payload; FsCheck's own doubles are mostly tame.
    private static readonly Gen<double> AnyBits = ArbMap.Default.ArbFor<long>().Generator
        .SelectMany(high => Gen.Choose(int.MinValue, int.MaxValue).Select(low => BitConverter.Int64BitsToDouble(high << 40 ^ low)));

    private static readonly Gen<double> Corners = Gen.Elements(
        0.0, -0.0, 1, -1, 0.1, 1e-12, double.NaN, BitConverter.Int64BitsToDouble(0x7ff8000000000001), -double.NaN,
        double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue,
        2.2250738585072009e-308, 9007199254740991, 9007199254740992, -9007199254740993, 9007199254740.991, 1e22, Math.PI);

    private static readonly Gen<double> Decimals = Gen.Choose(-100_000, 100_000)
        .SelectMany(number => Gen.Elements(1.0, 10, 100, 1000, 1e6, 1e12).Select(power => number / power));

    private static readonly Gen<long> AnyLong = Gen.OneOf(
        ArbMap.Default.ArbFor<long>().Generator, Gen.Choose(int.MinValue, int.MaxValue).Select(value => (long)value << 29 ^ value),
        Gen.Elements(0, 1, -1, long.MinValue, long.MaxValue, long.MinValue + 1, long.MaxValue - 1, 1L << 62, -(1L << 62)));

    [Fact]
    public void Decode_AnyDoubles_GivesTheSameBits() => Check(Gen.OneOf(AnyBits, Corners, Decimals, Missing(Decimals)));

    [Fact]
    public void Decode_Decimals_GivesTheSameBits() => Check(Decimals);

    [Fact]
    public void Decode_Corners_GivesTheSameBits() => Check(Corners);

    [Fact]
    public void Decode_SomeMissing_GivesTheSameBits() => Check(Missing(Gen.OneOf(Decimals, AnyBits)));

    [Fact]
    public void Decode_FewDifferentValues_GivesTheSameBits() =>
        Check(Gen.Elements(1.5, 2.5, 2.5, 2.5, double.NaN));

    [Fact]
    public void Decode_AnyIntegers_GivesTheSame() =>
        Prop.ForAll(AnyLong.ArrayOf().ToArbitrary(), values => { Columns.AssertRoundTrip(values); })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Decode_AnyIntegersSummedUp_GivesTheSame() =>
        Prop.ForAll(AnyLong.ArrayOf().ToArbitrary(), values =>
        {
            for (var i = 1; i < values.Length; i++) values[i] = values[i - 1] + (values[i] >> 40);
            Columns.AssertRoundTrip(values);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(720)]
    [InlineData(8640)]
    public void Decode_WhiteNoiseOfEachWidth_GivesTheSame(int rows)
    {
        var random = new Random(rows);
        for (var width = 1; width <= 64; width++)
        {
            var values = new long[rows];
            foreach (ref var each in values.AsSpan()) each = random.NextInt64(long.MinValue, long.MaxValue) >> (64 - width);
            Columns.AssertRoundTrip(values);
        }
    }

    [Fact]
    public void Encode_NoValues_IsNoBytes()
    {
        Assert.Empty(Columns.AssertRoundTrip(Array.Empty<double>()));
        Assert.Empty(Columns.AssertRoundTrip(Array.Empty<long>()));
    }

    private static Gen<double> Missing(Gen<double> values) =>
        Gen.Frequency((3, values), (1, Gen.Constant(double.NaN)));

    private static void Check(Gen<double> values) =>
        Prop.ForAll(values.ArrayOf().ToArbitrary(), array => { Columns.AssertRoundTrip(array); })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
