using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Rollups;

public sealed class RollupBuilderTests
{
    private const SummaryFields Exact = SummaryFields.Gauge;

    [Theory]
    [InlineData(MetricKind.Gauge, Tier.FiveMinutes)]
    [InlineData(MetricKind.Gauge, Tier.OneHour)]
    [InlineData(MetricKind.Counter, Tier.FiveMinutes)]
    [InlineData(MetricKind.Counter, Tier.OneHour)]
    public void FromSamples_AnySeries_IsTheSummaryOfEachBucket(MetricKind kind, Tier tier) =>
        RandomSeries.ForAll(kind, (series, _) =>
        {
            var builder = new RollupBuilder();
            builder.BeginSamples(tier, series.Times);
            var columns = builder.FromSamples(kind, series.Times, series.Values);
            var expected = series.Times.Zip(series.Values).GroupBy(sample => EndOf(tier, sample.First)).ToList();
            Assert.Equal(expected.Select(bucket => bucket.Key), columns.Ends.ToArray());
            Assert.Equal(kind == MetricKind.Gauge, columns.Increase.IsEmpty);
            for (var i = 0; i < columns.Rows; i++)
            {
                Assert.Equal(expected[i].First().First, columns.FirstTimes[i]);
                Assert.Equal(expected[i].Last().First, columns.LastTimes[i]);
                var naive = NaiveSummary.Of(kind, expected[i]);
                AssertRow(naive, columns, i, kind == MetricKind.Gauge ? SummaryFields.Gauge : SummaryFields.Counter);
            }
        });

    [Theory]
    [InlineData(MetricKind.Gauge, true)]
    [InlineData(MetricKind.Counter, true)]
    [InlineData(MetricKind.Counter, false)]
    public void FromSummaries_OfFiveMinutes_IsWhatSamplesGive(MetricKind kind, bool missing) =>
        RandomSeries.ForAll(
            kind,
            (series, _) =>
            {
                var (fine, coarse, direct) = (new RollupBuilder(), new RollupBuilder(), new RollupBuilder());
                fine.BeginSamples(Tier.FiveMinutes, series.Times);
                var fives = fine.FromSamples(kind, series.Times, series.Values);
                coarse.BeginSummaries(Tier.OneHour, fives);
                var hours = coarse.FromSummaries(kind, fives);
                direct.BeginSamples(Tier.OneHour, series.Times);
                var expected = direct.FromSamples(kind, series.Times, series.Values);

                Assert.Equal(expected.Ends.ToArray(), hours.Ends.ToArray());
                Assert.Equal(expected.FirstTimes.ToArray(), hours.FirstTimes.ToArray());
                Assert.Equal(expected.LastTimes.ToArray(), hours.LastTimes.ToArray());
                // Times are those of reports: where a counter lacked values, its growth's time is known but nearly.
                var fields = missing ? Exact : SummaryFields.Counter;
                foreach (var field in Enum.GetValues<SummaryFields>().Where(each => int.IsPow2((int)each) && (fields & each) != 0))
                    Assert.Equal(expected[field].ToArray(), hours[field].ToArray());
            },
            missing);

    [Fact]
    public void FromSamples_BucketWithoutValues_IsEmptyNotLeftOut()
    {
        var builder = new RollupBuilder();
        builder.BeginSamples(Tier.FiveMinutes, [1, 300_000, 300_001]);
        var columns = builder.FromSamples(MetricKind.Gauge, [1, 300_000, 300_001], [double.NaN, double.NaN, 5]);
        Assert.Equal([300_000, 600_000], columns.Ends.ToArray());
        Assert.Equal([0, 1], columns.Count.ToArray());
        Assert.Equal([double.NaN, 5], columns.Sum.ToArray());
    }

    [Fact]
    public void FromSamples_ManyBlocks_AllocatesNothing()
    {
        var series = RandomSeries.Make(MetricKind.Counter, new Random(1), missing: false);
        var builder = new RollupBuilder();
        void Build()
        {
            builder.BeginSamples(Tier.FiveMinutes, series.Times);
            builder.FromSamples(MetricKind.Counter, series.Times, series.Values);
        }

        Build();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Build();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertRow(Summary expected, SummaryColumns columns, int row, SummaryFields fields)
    {
        Assert.Equal(expected.Minimum, columns.Minimum[row]);
        Assert.Equal(expected.Maximum, columns.Maximum[row]);
        Assert.Equal(expected.Sum, columns.Sum[row]);
        Assert.Equal(expected.Count, columns.Count[row]);
        Assert.Equal(expected.First, columns.First[row]);
        Assert.Equal(expected.Last, columns.Last[row]);
        if ((fields & SummaryFields.Increase) == 0) return;
        Assert.Equal(expected.Increase, columns.Increase[row]);
        Assert.Equal(expected.Covered, columns.Covered[row]);
    }

    private static long EndOf(Tier tier, long time) => (time + tier.Width() - 1) / tier.Width() * tier.Width();
}
