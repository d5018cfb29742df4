using Dcmon.Wire.Packing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class ValuePackingTests
{
    public static TheoryData<double> Corners() =>
    [
        0.0, -0.0, 1, -1, 15, 16, -8, -9, 0.1, 0.5, 0.001, -0.001, 0.0001, 1e-3 / 3, Math.PI, 123456.789,
        double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, double.MaxValue, double.MinValue,
        9007199254740991, 9007199254740992, -9007199254740991, 9007199254740994, 9007199254740.991, 4503599627370497.5, 1e15 + 0.1, 1e22,
        double.NaN,
    ];

    [Theory]
    [MemberData(nameof(Corners))]
    public void Unpack_CornerCase_GivesTheSameBits(double value) => AssertSameBits([value], RoundTrip([value]));

    [Theory]
    [MemberData(nameof(Corners))]
    public void Unpack_CornerCaseBeforeOthers_GivesTheSameBits(double value)
    {
        // Close to the end values are read byte by byte; here they are not.
        double[] values = [value, Math.PI, value, 1e6, value, 1, 2, 3, 4, 5, 6, 7, 8];
        AssertSameBits(values, RoundTrip(values));
    }

    [Fact]
    public void Unpack_AnyFiniteValues_GivesTheSameBits()
    {
        // Bits at random reach every exponent; FsCheck's own doubles are mostly tame.
        var anyBits = ArbMap.Default.ArbFor<long>().Generator.Select(BitConverter.Int64BitsToDouble);
        var decimals = ArbMap.Default.ArbFor<int>().Generator.Select(i => i / 1000.0);
        var values = Gen.OneOf(anyBits, decimals, ArbMap.Default.ArbFor<double>().Generator)
            .Where(value => !double.IsInfinity(value)).ArrayOf().ToArbitrary();
        Prop.ForAll(values, array => AssertSameBits(array, RoundTrip(array)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 1)]
    [InlineData(1000, 2)]
    [InlineData(0.34, 2)]
    [InlineData(24263924 * 1024.0, 6)]
    [InlineData(Math.PI, 9)]
    public void Pack_UsualValue_IsShort(double value, int size) => Assert.Equal(size, Samples.Pack(value).Length);

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Pack_Infinity_IsRefused(double value) => Assert.Throws<ArgumentException>(() => Samples.Pack(value));

    [Fact]
    public void Unpack_InfinityOrNaNInTheBytes_IsRefused()
    {
        foreach (var value in new[] { double.PositiveInfinity, double.NegativeInfinity, double.NaN })
            Assert.Throws<WireFormatException>(() => ValuePacking.Unpack([7, .. BitConverter.GetBytes(value)], new double[1]));
    }

    [Fact]
    public void Unpack_CutAtEachByte_SaysSo()
    {
        double[] values = [1, 1e6, Math.PI, double.NaN, -123456.789];
        var packed = Samples.Pack(values);
        for (var length = 0; length < packed.Length; length++)
        {
            var cut = packed[..length];
            Assert.Throws<WireFormatException>(() => ValuePacking.Unpack(cut, new double[values.Length]));
        }
    }

    [Fact]
    public void Unpack_BytesLeft_SaysSo() =>
        Assert.Throws<WireFormatException>(() => ValuePacking.Unpack(Samples.Pack(1, 2), new double[1]));

    [Fact]
    public void Unpack_AnyBytes_ThrowsNothingElseAndGivesFiniteValues() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var values = new double[bytes.Length / 2];
            if (Reading.Succeeds(() => ValuePacking.Unpack(bytes, values)))
                Assert.DoesNotContain(values, double.IsInfinity);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static double[] RoundTrip(double[] values)
    {
        var result = new double[values.Length];
        ValuePacking.Unpack(Samples.Pack(values), result);
        return result;
    }

    private static void AssertSameBits(double[] expected, double[] actual)
    {
        // Which NaN it was does not matter: it means "no value".
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                double.IsNaN(expected[i]) && double.IsNaN(actual[i])
                || BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(actual[i]),
                $"{expected[i]:R} came back as {actual[i]:R}");
    }
}
