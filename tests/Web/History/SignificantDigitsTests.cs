using Dcmon.Web.History;

namespace Dcmon.Web.Tests.History;

public sealed class SignificantDigitsTests
{
    [Theory]
    [InlineData(0, 8, 0)]
    [InlineData(-0.0, 8, -0.0)]
    [InlineData(12.345678901234567, 8, 12.345679)]
    [InlineData(-12.345678901234567, 3, -12.3)]
    [InlineData(0.000123456789, 5, 0.00012346)]
    [InlineData(9.99999999, 3, 10)]
    [InlineData(123456789012, 8, 123456790000)]
    [InlineData(1234567, 8, 1234567)]
    [InlineData(1e-300, 8, 1e-300)]
    [InlineData(1.23456789e300, 8, 1.23456789e300)]
    [InlineData(double.NaN, 8, double.NaN)]
    [InlineData(double.PositiveInfinity, 8, double.PositiveInfinity)]
    public void Round_Value_HasTheDigits(double value, int digits, double expected) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(SignificantDigits.Round(value, digits)));

    [Fact]
    public void Round_AnyValue_IsWhatItsDecimalTextSays()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 13));
            var rounded = SignificantDigits.Round(value, 8);
            Assert.InRange(Math.Abs(rounded - value), 0, Math.Abs(value) * 5.1e-8);
            Assert.True(rounded.ToString("R", System.Globalization.CultureInfo.InvariantCulture).Count(char.IsAsciiDigit) <= 16, $"{value:R}: {rounded:R}");
            Assert.Equal(double.Parse(rounded.ToString("E7", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture), rounded);
        }
    }
}
