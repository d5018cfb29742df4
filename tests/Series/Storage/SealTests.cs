using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Tests.Queries;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Storage;

public abstract class SealTests(IStoreKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task Seal_WindowOver_BecomesOneBlockAndRollUp()
    {
        await FillAsync("a", Start + 3, Start + 4 * Hour);
        var before = await ScanAsync("a", "load1");
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.Equal([("a", Start, Start + 2 * Hour)], await BlocksAsync(Tier.Raw));
        Assert.Equal([("a", Start, Start + 2 * Hour)], await BlocksAsync(Tier.FiveMinutes));
        Assert.Equal(720, await CountLogAsync());
        Assert.Equal(before, await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task Seal_ReportsWithoutValues_HurtNothingAndComeOnce()
    {
        var none = Schema.Of([]);
        await FillAsync("a", Start + 3, Start + 4 * Hour);
        Report[] reports = [none.Report(1 << 30, Start + 5), none.Report((1 << 30) + 1, Start + 5 * Hour)];
        Assert.All(await AppendAsync("a", none, reports), Assert.True);
        var before = await ScanAsync("a", "load1");
        await MaintainAtAsync(Start + 9 * Hour);
        Assert.Equal(0, await CountLogAsync());
        Assert.Equal(before, await ScanAsync("a", "load1"));
        Assert.All(await AppendAsync("a", none, reports), Assert.False);
    }

    [Fact]
    public async Task Seal_ManyReportsAndFewOfManySeries_KeepsAll()
    {
        var wide = Schema.Of(Enumerable.Range(0, 3_000).Select(i => Reports.Gauge("wide", $"i={i}")));
        await FillAsync("a", Start + 3, Start + 2 * Hour, Second);
        for (var i = 0; i < 3; i++)
            Assert.All(await AppendAsync("a", wide, wide.Report((1 << 30) + i, Start + i * 40 * Minute + 7, [.. Enumerable.Range(i, 3_000)])), Assert.True);
        var (before, narrow) = (await ScanAsync("a", "wide"), await ScanAsync("a", "load1"));
        Assert.Equal((9_000, 7_200), (before.Count, narrow.Count));
        await MaintainAtAsync(Start + 4 * Hour);
        Assert.Equal(0, await CountLogAsync());
        Assert.Equal(before.Order(), (await ScanAsync("a", "wide")).Order());
        Assert.Equal(narrow, await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task ReadUse_LogAndBlocks_CountsBoth()
    {
        await FillAsync("a", Start + 3, Start + 3 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        await AppendAsync("a", Schema.Of([]), Schema.Of([]).Report(1 << 30, Start + Hour));
        var use = await Store.ReadUseAsync("a", Start, Start + 2 * Hour, default);
        Assert.Equal((721, 0), (use.Reports, use.LogBytes));
        Assert.Equal(2, use.Schemas.Max(schema => schema.Series.Count));
        var logged = await Store.ReadUseAsync("a", Start + 2 * Hour, Start + 4 * Hour, default);
        Assert.Equal(360, logged.Reports);
        Assert.InRange(logged.LogBytes, 720, 720 * 9);
        Assert.Equal(0, (await Store.ReadUseAsync("nobody", Start, Start + Hour, default)).Reports);
    }

    [Fact]
    public async Task Seal_WindowStillFilling_Waits()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        await MaintainAtAsync(Start + Hour + 5 * Minute);
        Assert.Empty(await BlocksAsync(Tier.Raw));
        Assert.Equal(360, await CountLogAsync());
    }

    [Fact]
    public async Task Seal_ReportsStillComing_WaitsUntilItIsQuiet()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        Time.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(Start + 3 * Hour));
        await FillAsync("a", Start + Hour + 3, Start + 2 * Hour);
        await MaintainAtAsync(Start + 3 * Hour + 30 * Second);
        Assert.Empty(await BlocksAsync(Tier.Raw));
        await MaintainAtAsync(Start + 3 * Hour + 61 * Second);
        Assert.Single(await BlocksAsync(Tier.Raw));
    }

    [Fact]
    public async Task Seal_AfterRestart_FindsWhatIsInTheLog()
    {
        await FillAsync("a", Start + 3, Start + 5 * Hour);
        await FillAsync("b", Start + 3, Start + Hour);
        await ReopenAsync();
        await MaintainAtAsync(Start + 5 * Hour);
        Assert.Equal(3, (await BlocksAsync(Tier.Raw)).Count);
        Assert.Equal(360, await CountLogAsync());
    }

    [Fact]
    public async Task Append_ReportThatIsSealed_IsNotStoredAgain()
    {
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.All(await FillAsync("a", Start + 3, Start + 2 * Hour), Assert.False);
        await ReopenAsync();
        Assert.All(await FillAsync("a", Start + 3, Start + 2 * Hour), Assert.False);
        Assert.Equal(720, (await ScanAsync("a", "load1")).Count);
    }

    [Fact]
    public async Task Seal_SchemasOfOneWindow_AreUnited()
    {
        var other = Schema.Of([Reports.Gauge("container", "name=x"), Two.Series[0]]);
        await AppendAsync("a", Two, Two.Report(1, Start + 1000, 1, 10));
        await AppendAsync("a", other, other.Report(2, Start + 2000, 7, 2));
        await AppendAsync("a", Two, Two.Report(3, Start + 3000, 3, 30));
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.Equal(0, await CountLogAsync());
        Assert.Equal([1.0, 2, 3], (await ScanAsync("a", "load1")).Select(sample => sample.Value));
        Assert.Equal([Start + 2000], (await ScanAsync("a", "container")).Select(sample => sample.Time));
    }

    [Fact]
    public async Task Seal_TwoReportsOfOneTime_StayTwoReportsAndOneSample()
    {
        await AppendAsync("a", Two, Two.Report(1, Start + 1000, 1, 10), Two.Report(2, Start + 1000, 2, 20));
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.DoesNotContain(true, await AppendAsync("a", Two, Two.Report(1, Start + 1000, 1, 10), Two.Report(2, Start + 1000, 2, 20)));
        Assert.Equal([2.0], (await ScanAsync("a", "load1")).Select(sample => sample.Value));
        var count = await QueryAsync(Ask.Range("load1", Start, Start + 5 * Minute, 5 * Minute, over: Aggregation.Count));
        Assert.Equal([1.0], Assert.Single(count.Series).Values);
    }

    [Fact]
    public async Task FindLatest_EverythingSealed_IsTheLastRowOfTheLastBlock()
    {
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        var latest = await FindLatestAsync("a");
        Assert.Equal(Start + 2 * Hour - 10 * Second + 3, latest!.Time);
        Assert.Equal(Two.Series, (await Store.FindSchemaAsync(latest.Schema, default))!.Series);
        await FillAsync("a", Start + 3 * Hour, Start + 3 * Hour + 1);
        Assert.Equal(Start + 3 * Hour, (await FindLatestAsync("a"))!.Time);
    }

    [Theory]
    [InlineData(Aggregation.Average)]
    [InlineData(Aggregation.Sum)]
    [InlineData(Aggregation.Minimum)]
    [InlineData(Aggregation.Maximum)]
    [InlineData(Aggregation.Last)]
    [InlineData(Aggregation.Count)]
    public async Task Query_BlocksAndLog_AnswersAsIfAllWereInTheLog(Aggregation over)
    {
        await FillAsync("a", Start + 3, Start + 5 * Hour);
        foreach (var step in new[] { 30 * Second, 5 * Minute, Hour })
        {
            var query = Ask.Range("load1", Start, Start + 5 * Hour, step, over: over);
            var before = await QueryAsync(query);
            await MaintainAtAsync(Start + 5 * Hour);
            var after = await QueryAsync(query);
            Assert.Equal(before.Times, after.Times);
            Assert.Equal(before.Series[0].Values, after.Series[0].Values);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10 * Minute)]
    public async Task Query_RateOverBlocksAndLog_AnswersAsIfAllWereInTheLog(long? window)
    {
        await FillAsync("a", Start + 3, Start + 5 * Hour);
        var query = Ask.Range("bytes_total", Start, Start + 5 * Hour, 10 * Minute, Function.Rate, window);
        var before = await QueryAsync(query);
        await MaintainAtAsync(Start + 5 * Hour);
        var after = await QueryAsync(query);
        Assert.Equal(before.Times, after.Times);
        Assert.Equal(before.Series[0].Values, after.Series[0].Values);
        Assert.Equal(100, after.Series[0].Values[^1]);
    }
}
