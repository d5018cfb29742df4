using System.Globalization;
using System.Text;
using System.Text.Json;
using Dcmon.Web.Api;

namespace Dcmon.Web.Tests.Api;

public sealed class NumberTextTests
{
    [Fact]
    public void Doubles_AreWrittenAsTheFrameworkDoes()
    {
        var random = new Random(1);
        for (var i = 0; i < 300_000; i++)
        {
            Check(random.Next(100_000) / (double)random.Next(1, 100));
            Check(random.Next() / 1000.0);
            Check((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 20)));
            Check(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
        }
    }

    [Fact]
    public void Borders_AreWrittenAsTheFrameworkDoes()
    {
        double[] edges = [0, -0.0, 1e-4, 1e15, 1e15 - 0.125, 0.1, -0.5, 123.456, double.Epsilon, double.MaxValue, double.MinValue];
        foreach (var value in edges) Check(value);
        for (var power = -1074; power < 1024; power++)
        {
            var value = Math.ScaleB(1, power);
            Check(value);
            Check(Math.BitIncrement(value));
            Check(Math.BitDecrement(value));
        }

        for (var power = -10; power < 20; power++)
        {
            var value = double.Parse($"1e{power}", CultureInfo.InvariantCulture);
            Check(value);
            Check(Math.BitIncrement(value));
            Check(Math.BitDecrement(value));
        }
    }

    [Fact]
    public void Arrays_AreJson()
    {
        var options = new JsonSerializerOptions();
        ApiJson.Configure(options);
        Assert.Equal("""{"values":[1.5,null,-3,null],"times":[1,-2]}""", JsonSerializer.Serialize(
            new { Values = (double[])[1.5, double.NaN, -3, double.PositiveInfinity], Times = (long[])[1, -2] }, options));
        Assert.Equal("[]", JsonSerializer.Serialize(Array.Empty<double>(), options));
        Assert.Equal([1, double.NaN, 2.5], JsonSerializer.Deserialize<double[]>("[1,null,2.5]", options)!);
    }

    private static void Check(double value)
    {
        if (!double.IsFinite(value)) return;
        Span<byte> text = stackalloc byte[NumberText.Longest];
        Assert.Equal(value.ToString("R", CultureInfo.InvariantCulture), Encoding.UTF8.GetString(text[..NumberText.Write(value, text)]));
    }
}
