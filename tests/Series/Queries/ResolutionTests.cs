using Dcmon.Queries;
using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class ResolutionTests
{
    private const long Minute = 60_000;

    [Theory]
    [InlineData(0, Tier.Raw)]
    [InlineData(10_000, Tier.Raw)]
    [InlineData(7 * Minute, Tier.Raw)]
    [InlineData(5 * Minute, Tier.FiveMinutes)]
    [InlineData(65 * Minute, Tier.FiveMinutes)]
    [InlineData(60 * Minute, Tier.OneHour)]
    [InlineData(24 * 60 * Minute, Tier.OneHour)]
    public void Resolution_Step_IsTheCoarsestThatItIsMadeOf(long step, Tier expected)
    {
        Assert.Equal(expected, Query(step).Plan().Resolution);
        Assert.Equal(expected, (Query(step) with { Function = Function.Rate }).Plan().Resolution);
    }

    [Theory]
    [InlineData(60, 5, Tier.FiveMinutes)]
    [InlineData(60, 60, Tier.FiveMinutes)]
    [InlineData(5, 7, Tier.Raw)]
    [InlineData(1, 5, Tier.Raw)]
    public void Resolution_Window_HasToFitToo(long step, long window, Tier expected) =>
        Assert.Equal(expected, (Query(step * Minute) with { Function = Function.Rate, Window = window * Minute }).Plan().Resolution);

    [Fact]
    public void Resolution_QuantileOverTime_NeedsEverySample()
    {
        Assert.Equal(Tier.Raw, (Query(60 * Minute) with { Over = Aggregation.Quantile }).Plan().Resolution);
        Assert.Equal(Tier.OneHour, (Query(60 * Minute) with { Across = Aggregation.Quantile }).Plan().Resolution);
        Assert.Equal(Tier.OneHour, (Query(60 * Minute) with { Over = Aggregation.Quantile, Function = Function.Rate }).Plan().Resolution);
    }

    [Theory]
    [InlineData(1, 10, 0, 10)]
    [InlineData(10, 10, 0, 10)]
    [InlineData(11, 20, 10, 20)]
    [InlineData(-1, 3, -10, 10)]
    public void Span_Steps_AreWhole(long from, long to, long after, long until)
    {
        var query = Ask.Range("m", from, to, 10);
        Assert.Equal((after, until), (query.Plan().After, query.Plan().Until));
        Assert.Equal((after - 300_000, until), ((query with { Function = Function.Rate }).Plan().After, query.Plan().Until));
    }

    private static RangeQuery Query(long step) => Ask.Range("m", 0, 1, step);
}
