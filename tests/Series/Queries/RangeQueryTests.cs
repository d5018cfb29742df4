using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class RangeQueryTests : IAsyncLifetime
{
    private static readonly Schema Schema = Schema.Of(
    [
        Reports.Gauge("temperature", "sensor=a"),
        Reports.Gauge("temperature", "sensor=b"),
        Reports.Counter("bytes_total", "device=x", "direction=in"),
        Reports.Counter("bytes_total", "device=y", "direction=in"),
    ]);

    private readonly TemporaryDirectory _directory = new();
    private SeriesStore _store = null!;

    public Task InitializeAsync()
    {
        _store = SqliteSeries.Open(_directory.File("series.db"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Values_StepZero_AreTheReportsThemselves()
    {
        await Store((1000, [1, 2, 0, 0]), (2500, [3, 4, 0, 0]));
        var result = await Query(Ask.Range(Temperature("a"), 0, 9999, 0));
        Assert.Equal([1000, 2500], result.Times);
        Assert.Equal([1.0, 3.0], Assert.Single(result.Series).Values);
    }

    [Fact]
    public async Task Values_WithStep_StandForTheStepBefore()
    {
        await Store((1, [1, 0, 0, 0]), (10_000, [3, 0, 0, 0]), (10_001, [7, 0, 0, 0]), (40_000, [9, 0, 0, 0]));
        var result = await Query(Ask.Range(Temperature("a"), 0, 60_000, 10_000));
        Assert.Equal([10_000, 20_000, 40_000], result.Times);
        Assert.Equal([2.0, 7.0, 9.0], Assert.Single(result.Series).Values);
    }

    [Theory]
    [InlineData(Aggregation.Average, 2)]
    [InlineData(Aggregation.Sum, 6)]
    [InlineData(Aggregation.Minimum, 1)]
    [InlineData(Aggregation.Maximum, 3)]
    [InlineData(Aggregation.Last, 2)]
    public async Task Values_WithStep_AreAggregatedAsAsked(Aggregation over, double expected)
    {
        await Store((1000, [1, 0, 0, 0]), (2000, [3, 0, 0, 0]), (3000, [2, 0, 0, 0]));
        var result = await Query(Ask.Range(Temperature("a"), 0, 60_000, 10_000, over: over));
        Assert.Equal([expected], Assert.Single(result.Series).Values);
    }

    [Fact]
    public async Task Values_FromInsideAStep_ThatStepIsWhole()
    {
        await Store((1000, [1, 0, 0, 0]), (9000, [3, 0, 0, 0]));
        var result = await Query(Ask.Range(Temperature("a"), 5000, 60_000, 10_000));
        Assert.Equal([2.0], Assert.Single(result.Series).Values);
    }

    [Fact]
    public async Task Across_By_CombinesOnlyWhatIsNotNamed()
    {
        await Store((1000, [1, 2, 0, 0]), (2000, [10, double.NaN, 0, 0]));
        var one = await Query(Ask.Range("temperature", 0, 9999, 0, across: Aggregation.Sum));
        Assert.Equal([3.0, 10.0], Assert.Single(one.Series).Values);
        Assert.Empty(one.Series[0].Labels);

        var two = await Query(Ask.Range("temperature", 0, 9999, 0, across: Aggregation.Sum, by: ["sensor"]));
        Assert.Equal(["a", "b"], two.Series.Select(line => line.Labels["sensor"]));
        Assert.Equal([2.0, double.NaN], two.Series[1].Values);
    }

    [Fact]
    public async Task Rate_StepZero_IsTheGrowthSinceTheReportBefore()
    {
        await StoreCounter(30_000, 100, 400, 700, 1000, 50, 350, 650);
        var result = await Query(Ask.Range(Bytes("x"), 30_000, 999_999, 0, function: Function.Rate));
        // Between 1000 and 50 the counter started over: what is sure is that it counted 50 since.
        Assert.Equal([10, 10, 10, 50 / 30.0, 10, 10], Assert.Single(result.Series).Values);
    }

    [Fact]
    public async Task Rate_Window_IsLastMinusFirstWithResets()
    {
        await StoreCounter(30_000, 100, 400, 700, 1000, 50, 350, 650);
        // As Prometheus counts: 100 → 1000, then 0 → 650, over the 180 s between the first and the last sample.
        var result = await Query(Ask.Range(Bytes("x"), 210_000, 210_000, 210_000, function: Function.Rate, window: 210_000));
        Assert.Equal([(900 + 650) / 180.0], Assert.Single(result.Series).Values);
    }

    [Fact]
    public async Task Rate_Window_NeedsTwoSamples()
    {
        await StoreCounter(30_000, 100, 400);
        var result = await Query(Ask.Range(Bytes("x"), 0, 60_000, 30_000, function: Function.Rate, window: 30_000));
        Assert.Empty(result.Series);
    }

    [Fact]
    public async Task Rate_Steps_LoseNoGrowthAndCountNoneTwice()
    {
        await StoreCounter(7_000, [.. Enumerable.Range(0, 200).Select(i => i * 70.0)]);
        foreach (var step in new[] { 10_000, 30_000, 60_000 })
        {
            var line = Assert.Single((await Query(Ask.Range(Bytes("x"), 0, 9_999_999, step, function: Function.Rate))).Series);
            Assert.All(line.Values, value => Assert.Equal(10, value, 9));
        }
    }

    [Fact]
    public async Task Rate_LongSilence_IsNotGuessed()
    {
        await Store((1000, [0, 0, 100, 0]), (1000 + 3_600_000, [0, 0, 900, 0]), (11_000 + 3_600_000, [0, 0, 1000, 0]));
        var result = await Query(Ask.Range(Bytes("x"), 0, 9_999_999, 0, function: Function.Rate));
        Assert.Equal([11_000 + 3_600_000], result.Times);
        Assert.Equal([10.0], Assert.Single(result.Series).Values);
    }

    [Fact]
    public async Task Rate_PerSeriesFirstThenAcross()
    {
        // One of two counters restarts: summed first, its reset would hide in the other's growth.
        await Store((10_000, [0, 0, 1000, 0]), (20_000, [0, 0, 50, 500]));
        var result = await Query(Ask.Range("bytes_total", 0, 99_999, 0, function: Function.Rate, across: Aggregation.Sum));
        Assert.Equal([5.0 + 50.0], Assert.Single(result.Series).Values);
    }

    [Fact]
    public async Task Query_TooManyPoints_SaysWhatToChange()
    {
        await Store((1000, [1, 2, 3, 4]));
        var refused = await Assert.ThrowsAsync<QueryTooLargeException>(() => Query(Ask.Range(Temperature("a"), 0, long.MaxValue / 4, 1)));
        Assert.Contains("larger step", refused.Message);
    }

    private static string Temperature(string sensor) => $"temperature{{sensor=\"{sensor}\"}}";

    private static string Bytes(string device) => $"bytes_total{{device=\"{device}\"}}";

    private Task<RangeAnswer> Query(RangeQuery query) => _store.ReadAsync(query with { Clients = ["a"] }, default);

    private async Task Store(params (long Time, double[] Values)[] reports) =>
        await _store.AppendAsync(await _store.TakeAsync("a", default), [Schema], [.. reports.Select((each, i) => Schema.Report(i, each.Time, each.Values))], default);

    private Task StoreCounter(long interval, params double[] values) =>
        Store([.. values.Select((value, i) => ((i + 1) * interval, new double[] { 0, 0, value, 0 }))]);
}
