using Dcmon.Queries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Queries;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class EvaluatorTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;

    [Theory]
    [InlineData(MetricKind.Gauge)]
    [InlineData(MetricKind.Counter)]
    public void Samples_AnyQuery_GiveWhatItsDefinitionSays(MetricKind kind) =>
        RandomSeries.ForAll(
            kind,
            (series, random) =>
            {
                var query = AnyQuery(kind, random, [0, 1000, 7_001, 10_000, Minute, 7 * Minute, 5 * Minute, Hour, 24 * Hour]);
                var expected = NaiveRange.Points(query, series);
                var (times, values) = Feed.Evaluate(query, series, (sink, number) => sink.Samples(number, series, query));
                Assert.Equal(expected.Keys, times);
                AssertClose(expected.Values, values);
            },
            runs: 600);

    [Theory]
    [InlineData(MetricKind.Gauge)]
    [InlineData(MetricKind.Counter)]
    public void Samples_InAnyPieces_GiveTheSameBits(MetricKind kind) =>
        RandomSeries.ForAll(kind, (series, random) =>
        {
            var query = AnyQuery(kind, random, [0, 7_001, 10_000, Minute, 5 * Minute, Hour]);
            var whole = Feed.Evaluate(query, series, (sink, number) => sink.Samples(number, series, query));
            var pieces = Feed.Evaluate(query, series, (sink, number) => sink.Samples(number, series, query, random));
            Assert.Equal(whole.Times, pieces.Times);
            Assert.Equal(whole.Values, pieces.Values);
        });

    [Theory]
    [InlineData(MetricKind.Gauge)]
    [InlineData(MetricKind.Counter)]
    public void Summaries_OfTheQuerysResolution_GiveWhatSamplesGive(MetricKind kind) =>
        RandomSeries.ForAll(
            kind,
            (series, random) =>
            {
                var query = AnyQuery(kind, random, [5 * Minute, 15 * Minute, Hour, 6 * Hour]);
                if (query.Plan().Resolution == Tier.Raw) return;
                var tier = random.Next(2) == 0 ? Tier.FiveMinutes : query.Plan().Resolution;
                var (times, values) = Feed.Evaluate(query, series, (sink, number) =>
                    sink.Summaries(number, series, tier, query.Plan().After, query.Plan().Until, random));
                var expected = Feed.Evaluate(query, series, (sink, number) => sink.Samples(number, series, query));
                Assert.Equal(expected.Times, times);
                AssertClose(Unordered(query, expected.Values), Unordered(query, values));
            },
            // A summary knows when reports came, not when this series was in them.
            missing: kind == MetricKind.Gauge,
            runs: 600);

    [Theory]
    [InlineData(MetricKind.Gauge)]
    [InlineData(MetricKind.Counter)]
    public void Tiers_Joined_GiveWhatSamplesGive(MetricKind kind) =>
        RandomSeries.ForAll(
            kind,
            (series, random) =>
            {
                var query = AnyQuery(kind, random, [Hour, 6 * Hour]);
                if (query.Plan().Resolution != Tier.OneHour || series.Times.Length == 0) return;
                // Hours, then 5 minutes, then samples, then 5 minutes again.
                var cuts = Enumerable.Range(0, 3).Select(_ => random.NextInt64(series.Times[0], series.Times[^1] + 1) / Hour * Hour).Order()
                    .ToArray();
                var (times, values) = Feed.Evaluate(query, series, (sink, number) =>
                {
                    sink.Summaries(number, series, Tier.OneHour, query.Plan().After, Math.Min(cuts[0], query.Plan().Until), random);
                    sink.Summaries(number, series, Tier.FiveMinutes, Math.Max(cuts[0], query.Plan().After),
                        Math.Min(cuts[1], query.Plan().Until), random);
                    var raw = series.Between(cuts[1], cuts[2]);
                    sink.Samples(number, raw, query, random);
                    sink.Summaries(number, series, Tier.FiveMinutes, Math.Max(cuts[2], query.Plan().After), query.Plan().Until, random);
                });
                var expected = Feed.Evaluate(query, series, (sink, number) => sink.Samples(number, series, query));
                Assert.Equal(expected.Times, times);
                AssertClose(Unordered(query, expected.Values), Unordered(query, values));
            },
            missing: kind == MetricKind.Gauge,
            runs: 600);

    [Fact]
    public void Quantile_OfSummaries_IsThatOfTheBucketsAverages()
    {
        var series = new RandomSeries(MetricKind.Gauge, [1, 2, 300_001, 600_001], [1, 3, 10, 30]);
        var query = Ask.Range("m", 0, Hour, Hour, over: Aggregation.Quantile) with { Quantile = 0.5 };
        var (_, values) = Feed.Evaluate(query, series, (sink, number) =>
            sink.Summaries(number, series, Tier.FiveMinutes, query.Plan().After, query.Plan().Until, new Random(1)));
        Assert.Equal([10.0], values);
    }

    [Fact]
    public void StepZero_OfSummaries_IsAPointABucket()
    {
        var series = new RandomSeries(MetricKind.Counter, [1, 30_001, 300_001], [1, 301, 901]);
        var query = Ask.Range("m", 0, Hour, 0, Function.Rate);
        var (times, values) = Feed.Evaluate(query, series, (sink, number) =>
            sink.Summaries(number, series, Tier.FiveMinutes, query.Plan().After, query.Plan().Until, new Random(1)));
        Assert.Equal([300_000, 600_000], times);
        Assert.Equal([10, 600 / 270.0], values);
    }

    [Fact]
    public void Growth_OfAGauge_IsNotAskedFor()
    {
        var sink = new RangeEvaluation(Ask.Range("m", 0, 1, 1, Function.Rate).Plan()).NewSink(default);
        Assert.Equal(-1, sink.Begin("a", Dcmon.Testing.Reports.Gauge("m")));
    }

    [Theory]
    [InlineData(Function.Values, Aggregation.Average)]
    [InlineData(Function.Values, Aggregation.Maximum)]
    [InlineData(Function.Values, Aggregation.Last)]
    [InlineData(Function.Values, Aggregation.MinMax)]
    [InlineData(Function.Values, Aggregation.Quantile)]
    [InlineData(Function.Rate, Aggregation.Average)]
    public void Samples_Many_AllocateNothing(Function function, Aggregation over)
    {
        var query = Ask.Range("m", RandomSeries.Start, RandomSeries.Start + 100 * Hour, Minute, function, over: over);
        var sink = new RangeEvaluation(query.Plan()).NewSink(default);
        var number = sink.Begin("a", Dcmon.Testing.Reports.Counter("m"));
        var (times, values) = (new long[1000], new double[1000]);
        long Take(int round)
        {
            for (var i = 0; i < times.Length; i++)
                (times[i], values[i]) = (RandomSeries.Start + (round * times.Length + i) * 10_000L, i);
            var before = GC.GetAllocatedBytesForCurrentThread();
            sink.Samples(number, times, values);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Take(0);
        Assert.Equal(0, Take(1));
    }

    private static RangeQuery AnyQuery(MetricKind kind, Random random, long[] steps)
    {
        var from = RandomSeries.Start + random.NextInt64(-2 * Hour, 12 * Hour);
        var to = from + random.NextInt64(0, 24 * Hour);
        var step = steps[random.Next(steps.Length)];
        // Every point of the naive answer looks at every sample.
        if (step is > 0 and < Minute) to = Math.Min(to, from + 1000 * step);
        var function = kind == MetricKind.Gauge ? Function.Values : (Function)random.Next(3);
        long? window = function == Function.Values || random.Next(2) == 0 ? null : random.Next(4) switch
        {
            0 => 5 * Minute,
            1 => Hour,
            2 => 15 * Minute,
            _ => step == 0 ? 20_000 : random.NextInt64(1, 3 * step),
        };
        var over = (Aggregation)random.Next(8);
        // One of the two points lies in the middle of the step.
        if (over == Aggregation.MinMax) step += step % 2;
        return Ask.Range("m", from, to, step, function, window, over) with { Quantile = random.Next(5) / 4.0 };
    }

    /// <summary>Roll-ups do not know the order of the smallest and the largest value within a bucket.</summary>
    private static IEnumerable<double> Unordered(RangeQuery query, double[] values) =>
        query.Plan().IsMinMax ? values.Chunk(2).SelectMany(pair => pair.Order()) : values;

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        foreach (var (one, other) in expected.Zip(actual))
            Assert.InRange(other, one - 1e-9 * Math.Max(1, Math.Abs(one)), one + 1e-9 * Math.Max(1, Math.Abs(one)));
    }
}
