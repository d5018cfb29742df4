using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class SeriesPoolTests
{
    [Fact]
    public void Read_SchemasWithTheSameSeries_ShareThem()
    {
        var encoded = Schema.Of([new("up", MetricKind.Gauge, "", new Label("gpu", "0")), new("m", MetricKind.Gauge, "", new Label("gpu", "0"))]).Encoded;
        var (one, other) = (Schema.Read(encoded.Span), Schema.Read(encoded.Span));
        Assert.Same(one.Series[0], other.Series[0]);
        Assert.Same(one.Series[0].Labels[0].Value, one.Series[1].Labels[0].Value);
    }

    [Fact]
    public void Get_EqualButForKindOrUnit_AreDifferent()
    {
        var pool = new SeriesPool();
        var gauge = pool.Get(new("m", MetricKind.Gauge, ""));
        Assert.Equal(MetricKind.Counter, pool.Get(new("m", MetricKind.Counter, "")).Kind);
        Assert.Equal("s", pool.Get(new("m", MetricKind.Gauge, "s")).Unit);
        Assert.Same(gauge, pool.Get(new("m", MetricKind.Gauge, "")));
    }

    [Theory]
    [InlineData(10, 1_000_000)]
    [InlineData(1_000_000, 50)]
    public void Get_BeyondItsRoom_StartsAnew(int maxSeries, long maxText)
    {
        var pool = new SeriesPool(maxSeries, maxText);
        var first = pool.Get(Named(0));
        for (var i = 1; i < 30; i++) pool.Get(Named(i));
        Assert.NotSame(first, pool.Get(Named(0)));
        Assert.Equal(first, pool.Get(Named(0)));
    }

    private static Series Named(int i) => new($"metric{i}", MetricKind.Gauge, "");
}
