using Dcmon.Queries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Queries.States;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class StateSpansTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Samples_EqualValues_AreOneSpanUntilTheNextValue() => Assert.Equal(
        [new(10, 30, 1), new(30, 40, 2), new(40, 40, 1)],
        Of([10, 20, 30, 40], [1, 1, 2, 1]));

    [Fact]
    public void Samples_MissingValues_AreNoneAndNoChange() =>
        Assert.Equal([new(10, 30, 1)], Of([10, 20, 30], [1, double.NaN, 1]));

    [Theory]
    [InlineData(10_000, 60_000, false)]
    [InlineData(10_000, 60_001, true)]
    [InlineData(30_000, 90_000, false)]
    [InlineData(30_000, 90_001, true)]
    [InlineData(300_000, 900_000, false)]
    [InlineData(300_000, 900_001, true)]
    public void Samples_Silence_IsAGapIfItIsLongForThatSeries(long distance, long silence, bool gap)
    {
        var times = Enumerable.Range(0, 20).Select(i => i * distance + (i < 10 ? 0 : silence - distance)).ToArray();
        var spans = Of(times, [.. times.Select(_ => 1.0)]);
        Assert.Equal(gap ? [new(0, times[9], 1), new(times[10], times[^1], 1)] : [new(0, times[^1], 1)], spans);
    }

    [Fact]
    public void Samples_AValueSeenOnceBetweenSilences_IsThere() => Assert.Equal(
        [new(0, 0, 1), new(Minute * 10, Minute * 10, 2), new(Minute * 30, Minute * 30 + 30, 2)],
        Of([0, Minute * 10, Minute * 30, Minute * 30 + 10, Minute * 30 + 20, Minute * 30 + 30], [1, 2, 2, 2, 2, 2]));

    /// <summary>Values of one bucket, its first and last sample at its ends.</summary>
    [Theory]
    [InlineData("1 1 1", "1")]
    [InlineData("1 2 2", "1 2")]
    [InlineData("1 2 1", "1 2 1")]
    [InlineData("2 1 2", "2 1 2")]
    [InlineData("2 1 3 2", "2 1 3 2")]
    [InlineData("1 0 3 2", "1 0 3 2")]
    public void Summaries_ABucket_GivesAllValuesThatItKnows(string values, string expected)
    {
        double[] samples = [.. values.Split(' ').Select(double.Parse)];
        long[] times = [.. samples.Select((_, i) => 1 + i * 10_000L)];
        var spans = OfRollups(times, samples);
        Assert.Equal(expected, string.Join(' ', spans.Select(span => span.Value)));
        Assert.Equal((times[0], times[^1]), (spans[0].From, spans[^1].To));
    }

    [Fact]
    public void Samples_AnySeries_CoverWhatWasSeen() => RandomSeries.ForAll(MetricKind.Gauge, (series, random) =>
    {
        double[] values = [.. series.Values.Select(value => double.IsNaN(value) ? value : Math.Round(value) % 3)];
        var spans = Of(series.Times, values, random);
        Assert.All(spans, span => Assert.True(span.From <= span.To));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]))
                Assert.Contains(spans, span => span.Value == values[i] && span.From <= series.Times[i] && series.Times[i] <= span.To);
    });

    [Theory]
    [InlineData(1, Tier.Raw)]
    [InlineData(6, Tier.Raw)]
    [InlineData(7, Tier.FiveMinutes)]
    [InlineData(83, Tier.FiveMinutes)]
    [InlineData(84, Tier.OneHour)]
    public void Resolution_IsTooFineToBeSeen(int days, Tier expected) =>
        Assert.Equal(expected, StateReader.Resolution(new StatesQuery("m", null, [], 0, days * 1440 * Minute)));

    private static IReadOnlyList<StateSpan> Of(long[] times, double[] values, Random? random = null)
    {
        var spans = new StateSpans();
        for (var start = 0; start < times.Length;)
        {
            var end = random is null ? times.Length : random.Next(start, times.Length) + 1;
            spans.Samples(times.AsSpan(start..end), values.AsSpan(start..end));
            start = end;
        }

        return spans.Finish();
    }

    private static IReadOnlyList<StateSpan> OfRollups(long[] times, double[] values)
    {
        var builder = new RollupBuilder();
        builder.BeginSamples(Tier.FiveMinutes, times);
        builder.FromSamples(MetricKind.Gauge, times, values);
        var spans = new StateSpans();
        spans.Summaries(builder.Buffers.Columns);
        return spans.Finish();
    }
}
