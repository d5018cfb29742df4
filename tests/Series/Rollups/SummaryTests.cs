using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Rollups;

public sealed class SummaryTests
{
    [Theory]
    [InlineData(MetricKind.Gauge)]
    [InlineData(MetricKind.Counter)]
    public void Combine_AnyParts_IsAssociativeAndHasANeutralElement(MetricKind kind) =>
        RandomSeries.ForAll(kind, (series, random) =>
        {
            var parts = Parts(series, random, 3);
            var (a, b, c) = (parts[0], parts[1], parts[2]);
            Assert.Equal(
                Summary.Combine(kind, Summary.Combine(kind, a, b), c),
                Summary.Combine(kind, a, Summary.Combine(kind, b, c)));
            Assert.Equal(a, Summary.Combine(kind, a, Summary.Empty));
            Assert.Equal(a, Summary.Combine(kind, Summary.Empty, a));
        });

    [Theory]
    [InlineData(MetricKind.Gauge)]
    [InlineData(MetricKind.Counter)]
    public void Combine_AnySplit_IsTheSummaryOfTheWhole(MetricKind kind) =>
        RandomSeries.ForAll(kind, (series, random) =>
        {
            var whole = NaiveSummary.Of(kind, series.Times.Zip(series.Values));
            var parts = Parts(series, random, random.Next(1, 30));
            Assert.Equal(whole, parts.Aggregate(Summary.Empty, (sum, part) => Summary.Combine(kind, sum, part)));
            Assert.Equal(whole, CombineAsTree(kind, parts, random));
        });

    [Fact]
    public void Combine_CounterStartedOverBetween_CountsFromZero()
    {
        var both = Summary.Combine(MetricKind.Counter, Summary.Of(MetricKind.Counter, 1000, 90), Summary.Of(MetricKind.Counter, 11_000, 7));
        Assert.Equal((7.0, 10_000.0), (both.Increase, both.Covered));
    }

    [Fact]
    public void Combine_LongSilenceBetween_CountsNothing()
    {
        var both = Summary.Combine(MetricKind.Counter, Summary.Of(MetricKind.Counter, 0, 1), Summary.Of(MetricKind.Counter, 300_001, 9));
        Assert.Equal((0.0, 0.0), (both.Increase, both.Covered));
        both = Summary.Combine(MetricKind.Counter, Summary.Of(MetricKind.Counter, 0, 1), Summary.Of(MetricKind.Counter, 300_000, 9));
        Assert.Equal((8.0, 300_000.0), (both.Increase, both.Covered));
    }

    /// <summary>Cuts the series anywhere; parts may be empty.</summary>
    private static Summary[] Parts(RandomSeries series, Random random, int count)
    {
        int[] cuts = [0, .. Enumerable.Range(1, count - 1).Select(_ => random.Next(series.Times.Length + 1)).Order(), series.Times.Length];
        return [.. cuts.Zip(cuts.Skip(1)).Select(cut => Fold(series, cut.First, cut.Second))];
    }

    private static Summary Fold(RandomSeries series, int start, int end)
    {
        var fold = new SummaryFold(series.Kind);
        for (var i = start; i < end; i++)
            fold.Add(series.Times[i], series.Values[i]);
        return fold.Finish();
    }

    private static Summary CombineAsTree(MetricKind kind, ReadOnlySpan<Summary> parts, Random random)
    {
        if (parts.Length == 1) return parts[0];
        var cut = random.Next(1, parts.Length);
        return Summary.Combine(kind, CombineAsTree(kind, parts[..cut], random), CombineAsTree(kind, parts[cut..], random));
    }
}
