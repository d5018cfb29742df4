using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Wire.Tests;

/// <summary>What <see cref="SeriesLimits"/> lets through, a reader takes; what it does not, a reader refuses or changes.</summary>
public sealed class SeriesLimitsTests
{
    [Theory]
    [InlineData("load1", "device", "sda", true)]
    [InlineData("custom:metric", "device", "höst \U0001f600 \n", true)]
    [InlineData("", "device", "sda", false)]
    [InlineData("1load", "device", "sda", false)]
    [InlineData("load1", "de:vice", "sda", false)]
    [InlineData("load1", "", "sda", false)]
    public void Hold_AsAReaderDoes(string metric, string label, string value, bool holds)
    {
        var series = new Series(metric, MetricKind.Gauge, "", new Label(label, value));
        Assert.Equal(holds, SeriesLimits.Hold(series));
        Assert.Equal(holds, IsRead(series));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('\u20ac')]
    public void Hold_LongTexts_UpToTheLimit(char each)
    {
        Assert.All([0, 1], more =>
        {
            var series = new Series("m", MetricKind.Gauge, "", new Label("l", new string(each, WireLimits.MaxLabelValueLength + more)));
            Assert.Equal(more == 0, SeriesLimits.Hold(series));
            Assert.Equal(more == 0, IsRead(series));
        });
        Assert.False(SeriesLimits.Hold(new Series("m", MetricKind.Gauge, new string(each, WireLimits.MaxNameLength + 1))));
        Assert.False(SeriesLimits.Hold(new Series(
            "m", MetricKind.Gauge, "", [.. Enumerable.Range(0, WireLimits.MaxLabels + 1).Select(i => new Label($"l{i}", "x"))])));
    }

    [Fact]
    public void Hold_HalvesOfCharacters_AreRefused_SinceTwoSeriesWouldBecomeOne()
    {
        Series[] halves = [.. ((string[])["a\ud800", "a\udc00", "\ud800"]).Select(value => new Series("m", MetricKind.Gauge, "", new Label("l", value)))];
        Assert.All(halves, each => Assert.False(SeriesLimits.Hold(each)));
        Assert.Throws<WireFormatException>(() => Schema.Read(Schema.Of(halves).Encoded.Span));
    }

    private static bool IsRead(Series series)
    {
        try
        {
            return Schema.Read(Schema.Of([series]).Encoded.Span).Series[0].Equals(series);
        }
        catch (WireFormatException)
        {
            return false;
        }
    }
}
