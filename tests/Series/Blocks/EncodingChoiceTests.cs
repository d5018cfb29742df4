using Dcmon.TimeSeries.Blocks.Columns;

namespace Dcmon.TimeSeries.Tests.Blocks;

public sealed class EncodingChoiceTests
{
    private const int Day = 8640;
    private readonly Signals _signals = new(1);

    [Fact]
    public void Encode_Constant_IsAFewBytes()
    {
        var encoded = Columns.AssertRoundTrip(Signals.Make(Day, _ => 42.5));
        Assert.Equal(4, encoded.Length);
        Assert.Equal(Coding.Zero, Shape.OfDoubles(encoded, scale: 1).Coding);
    }

    [Fact]
    public void Encode_AllMissing_IsOneByte() => Assert.Single(Columns.AssertRoundTrip(Signals.Make(Day, _ => double.NaN)));

    [Fact]
    public void Encode_SteadyCounter_IsAFewBytes()
    {
        var encoded = Columns.AssertRoundTrip(Signals.Make(Day, i => 1000 + 10.0 * i));
        Assert.InRange(encoded.Length, 1, 7);
        Assert.True(Shape.OfDoubles(encoded, scale: 0) is { Coding: Coding.Zero, HasDivisor: true });
    }

    [Fact]
    public void Encode_NoiseAroundAMean_PredictsNothing()
    {
        var encoded = Columns.AssertRoundTrip(_signals.Noise(Day, 50, 2));
        var shape = Shape.OfDoubles(encoded, scale: 0);
        Assert.Equal(Coding.LargeEntropy, shape.Coding);
        Assert.False(shape.Predictor.Differences);
        Assert.True(shape.Predictor.Kind is PredictorKind.Smallest or PredictorKind.Median);
        // The entropy of a normal distribution is log2(σ·√(2πe)) = 3.05 bits.
        Assert.InRange(encoded.Length * 8.0 / Day, 3.0, 3.1);
    }

    [Fact]
    public void Encode_NoisyCounterInSectors_DividesAndPredictsDifferences()
    {
        var encoded = Columns.AssertRoundTrip(_signals.Counter(Day, 40, 8, unit: 512));
        var shape = Shape.OfDoubles(encoded, scale: 0);
        Assert.True(shape is { Coding: Coding.LargeEntropy, HasDivisor: true, Predictor.Differences: true });
        Assert.InRange(encoded.Length * 8.0 / Day, 5.0, 5.12);
    }

    [Theory]
    [InlineData(100, nameof(Coding.SmallEntropy))]
    [InlineData(720, nameof(Coding.MediumEntropy))]
    [InlineData(Day, nameof(Coding.LargeEntropy))]
    public void Encode_Hundredths_AreScaledAndEntropyCoded(int rows, string coding)
    {
        var encoded = Columns.AssertRoundTrip([.. _signals.Counter(rows, 20, 2).Select(ticks => ticks / 100)]);
        Assert.Equal(coding, Shape.OfDoubles(encoded, scale: 2).Coding.ToString());
        Assert.InRange(encoded.Length * 8.0 / rows, 2.8, rows < 200 ? 5 : 3.5);
    }

    [Fact]
    public void Encode_HeldReadings_AreRuns()
    {
        var encoded = Columns.AssertRoundTrip(_signals.Held(Day, hold: 6));
        Assert.Equal(Coding.Runs, Shape.OfDoubles(encoded, scale: 0).Coding);
        // 1,440 readings of log2(50·√(2πe)) = 7.7 bits.
        Assert.InRange(encoded.Length, 1380, 1430);
    }

    [Fact]
    public void Encode_Swaying_IsPredictedLinearly()
    {
        var encoded = Columns.AssertRoundTrip(_signals.Swaying(Day));
        Assert.Equal(PredictorKind.Linear, Shape.OfDoubles(encoded, scale: 2).Predictor.Kind);
        // The noise alone is 4.4 bits; it also blurs the prediction.
        Assert.InRange(encoded.Length * 8.0 / Day, 4.4, 5.6);
    }

    [Fact]
    public void Encode_DriftingLevelUnderNoise_IsAveraged()
    {
        var encoded = Columns.AssertRoundTrip(_signals.Drifting(Day));
        var shape = Shape.OfDoubles(encoded, scale: 0);
        Assert.True(shape.Predictor.Kind is PredictorKind.Average or PredictorKind.Linear);
        var differences = Math.Log2(Math.Sqrt(2 * 100 + 9) * 4.133);
        Assert.InRange(encoded.Length * 8.0 / Day, 5.4, differences - 0.2);
    }

    [Fact]
    public void Encode_EvenlySpreadFewBits_ArePacked()
    {
        var random = new Random(3);
        var encoded = Columns.AssertRoundTrip(Signals.Make(64, _ => random.Next(16)));
        Assert.Equal(Coding.Packed, Shape.OfDoubles(encoded, scale: 0).Coding);
        Assert.InRange(encoded.Length, 32, 36);
    }

    [Fact]
    public void Encode_NoDecimals_CodesBits()
    {
        var encoded = Columns.AssertRoundTrip(_signals.Irrational(Day));
        Assert.Equal(DoubleForm.Bits, encoded[0]);
        Assert.InRange(encoded.Length * 8.0 / Day, 40, 45);
    }

    [Fact]
    public void Encode_AFewOddValues_AreKeptApart()
    {
        var column = _signals.Temperature(Day);
        var size = Columns.AssertRoundTrip(column).Length;
        (column[17], column[4000], column[^1]) = (-0.0, double.NegativeInfinity, BitConverter.Int64BitsToDouble(0x7ff8000000000123));
        var encoded = Columns.AssertRoundTrip(column);
        Assert.Equal(DoubleForm.SomeOdd, encoded[0]);
        Assert.InRange(encoded.Length, size, size + 60);
    }

    [Fact]
    public void Encode_ManyOddValues_CodesBits() =>
        Assert.Equal(DoubleForm.Bits, Columns.AssertRoundTrip(Signals.Make(Day, i => i % 40 == 0 ? -0.0 : i))[0]);

    [Fact]
    public void Encode_SinglePrecision_SharesItsTrailingZeros()
    {
        var encoded = Columns.AssertRoundTrip([.. _signals.Irrational(Day).Select(value => (double)(float)value)]);
        Assert.Equal(DoubleForm.Bits, encoded[0]);
        Assert.True(Shape.OfLongs(encoded.AsSpan(1)).HasDivisor);
        Assert.InRange(encoded.Length * 8.0 / Day, 10, 16);
    }

    [Fact]
    public void Encode_AFewGaps_CostAFewBytes()
    {
        var whole = _signals.Temperature(Day);
        var size = Columns.AssertRoundTrip(whole).Length;
        whole.AsSpan(1000, 360).Fill(double.NaN);
        whole.AsSpan(7000, 3).Fill(double.NaN);
        var encoded = Columns.AssertRoundTrip(whole);
        Assert.Equal(DoubleForm.SomeMissing, encoded[0]);
        Assert.InRange(encoded.Length, size - 100, size + 16);
    }

    [Fact]
    public void Encode_Times_OnTheGrid_AreAFewBytes()
    {
        var times = new long[Day];
        for (var i = 0; i < times.Length; i++) times[i] = 1_780_000_000_000 + 10_000L * i;
        Assert.InRange(Columns.AssertRoundTrip(times).Length, 1, 12);
    }
}
