using Dcmon.Queries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Queries;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class MinMaxTests
{
    private const long Minute = 60_000;

    [Theory]
    [InlineData("3", "3 3")]
    [InlineData("1 5 2", "1 5")]
    [InlineData("2 5 1", "5 1")]
    [InlineData("5 1 5", "5 1")]
    [InlineData("1 5 1", "1 5")]
    [InlineData("2 1 3 1 3", "1 3")]
    public void Samples_OfAStep_InTheOrderInWhichTheyCameFirst(string values, string expected)
    {
        var (times, points) = Evaluate(10_000, Series([.. values.Split(' ').Select(double.Parse)], 1000));
        Assert.Equal([5_000, 10_000], times);
        Assert.Equal(expected, string.Join(' ', points));
    }

    [Fact]
    public void Samples_StepWithoutAny_HasNoPoint()
    {
        var series = new RandomSeries(MetricKind.Gauge, [1, 25_000], [7, 8]);
        Assert.Equal([5_000, 10_000, 25_000, 30_000], Evaluate(10_000, series).Times);
    }

    /// <summary>Each text is a bucket: the first of its values comes at its start, the last at its end.</summary>
    [Theory]
    [InlineData("1 5 2", "1 5")]
    [InlineData("2 5 1", "5 1")]
    [InlineData("2 1 5 3", "1 5")]
    [InlineData("3 5 1 2", "5 1")]
    [InlineData("5 1 5", "5 1")]
    [InlineData("1 5 1", "1 5")]
    [InlineData("2 3|1 2|2 9|8 2", "1 9")]
    [InlineData("2 3|9 5|5 1|4 4", "9 1")]
    public void Summaries_OfAStep_InTheOrderThatTheirEndsShow(string values, string expected)
    {
        var buckets = values.Split('|').Select(bucket => bucket.Split(' ').Select(double.Parse).ToArray()).ToArray();
        var times = buckets.SelectMany((bucket, at) => bucket.Select((_, i) => at * 5 * Minute + 1 + i));
        var series = new RandomSeries(MetricKind.Gauge, [.. times], [.. buckets.SelectMany(bucket => bucket)]);
        var query = Query(60 * Minute);
        var (_, points) = Feed.Evaluate(query, series, (sink, number) =>
            sink.Summaries(number, series, Tier.FiveMinutes, query.Plan().After, query.Plan().Until, new Random(1)));
        Assert.Equal(expected, string.Join(' ', points));
    }

    [Theory]
    [InlineData(Aggregation.Maximum, "2 9", "9 4", "9 9")]
    [InlineData(Aggregation.Sum, "2 9", "9 4", "11 13")]
    public void Across_CombinesEachPointByItself(Aggregation across, string one, string other, string expected)
    {
        var evaluation = new RangeEvaluation((Query(10_000) with { Across = across }).Plan());
        var sink = evaluation.NewSink(default);
        foreach (var (values, name) in new[] { (one, "gpu=0"), (other, "gpu=1") })
            sink.Samples(
                sink.Begin("a", Dcmon.Testing.Reports.Gauge("m", name)), [1000, 2000], [.. values.Split(' ').Select(double.Parse)]);
        sink.EndClient();
        evaluation.Fold(sink);
        Assert.Equal(expected, string.Join(' ', Assert.Single(evaluation.Finish().Series).Values));
    }

    [Fact]
    public void Points_CountTwiceAStep()
    {
        var most = RangePlan.MaxPoints / 2;
        Assert.NotNull(new RangeEvaluation((Query(10) with { To = 10L * most }).Plan()));
        Assert.Throws<QueryTooLargeException>(() => new RangeEvaluation((Query(10) with { To = 10L * most + 1 }).Plan()));
    }

    [Fact]
    public void Step_OfOddMilliseconds_HasNoMiddle() => Assert.Throws<ArgumentException>(() => new RangeEvaluation(Query(7).Plan()));

    private static (long[] Times, double[] Values) Evaluate(long step, RandomSeries series)
    {
        var query = Query(step);
        return Feed.Evaluate(query, series, (sink, number) => sink.Samples(number, series, query));
    }

    private static RandomSeries Series(double[] values, long interval) =>
        new(MetricKind.Gauge, [.. Enumerable.Range(1, values.Length).Select(i => i * interval)], values);

    private static RangeQuery Query(long step) => Ask.Range("m", 1, 30 * Minute, step, over: Aggregation.MinMax);
}
