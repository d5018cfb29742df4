using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Tests.Queries;

namespace Dcmon.TimeSeries.Tests.Storage;

public abstract class RetentionTests(IStoreKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task Expire_TierByTier_QueriesFallToWhatIsLeft()
    {
        Options = Options with { Raw = TimeSpan.FromDays(2), FiveMinutes = TimeSpan.FromDays(4), OneHour = TimeSpan.FromDays(6) };
        await ReopenAsync();
        await FillAsync("a", Start + 3, Start + 7 * Day, Minute);
        await MaintainAtAsync(Start + 7 * Day + 2 * Hour);
        Assert.Equal(Start + 5 * Day, (await BlocksAsync(Tier.Raw))[0].Start);
        Assert.Equal(Start + 3 * Day, (await BlocksAsync(Tier.FiveMinutes))[0].Start);
        var hours = await QueryAsync(Ask.Range("load1", Start, Start + 7 * Day, Hour, over: Aggregation.Count));
        // Hours go by the block, which is up to 30 days: never too early.
        Assert.InRange(hours.Times[0], Start, Start + 2 * Day);
        Assert.All(hours.Series[0].Values[1..], count => Assert.Equal(60, count));
        // Finer steps than what is left: the points that there are.
        var minutes = await QueryAsync(Ask.Range("load1", Start + 4 * Day, Start + 4 * Day + Hour, Minute, over: Aggregation.Maximum));
        Assert.Equal(13, minutes.Times.Length);
    }

    [Fact]
    public async Task Keep_Less_IsInForceAtTheNextRound()
    {
        Options = MaintenanceOptions.Everything;
        await ReopenAsync();
        await FillAsync("a", Start + 3, Start + 7 * Day, Minute);
        await MaintainAtAsync(Start + 7 * Day + 2 * Hour);
        Assert.Equal(Start, (await BlocksAsync(Tier.Raw))[0].Start);
        Store.Keep(MaintenanceOptions.Everything with { Raw = TimeSpan.FromDays(2) });
        await MaintainAtAsync(Start + 7 * Day + 3 * Hour);
        Assert.Equal(Start + 5 * Day, (await BlocksAsync(Tier.Raw))[0].Start);
        Assert.Equal(Start, (await BlocksAsync(Tier.FiveMinutes))[0].Start);
    }

    [Fact]
    public async Task Late_OnlyRollUpsLeft_TheyStayAndAnswer()
    {
        Options = Options with { Raw = TimeSpan.FromDays(2), FiveMinutes = TimeSpan.FromDays(4), OneHour = TimeSpan.FromDays(400) };
        await ReopenAsync();
        await FillAsync("a", Start + 3, Start + 7 * Day, Minute);
        await MaintainAtAsync(Start + 7 * Day + 2 * Hour);
        await AppendAsync("a", Two, Two.Report(9_999_998, Start + Hour + 7, 5000, 0), Two.Report(9_999_999, Start + 4 * Day + 7, 5000, 0));
        await AssertHoursAsync();
        Assert.Equal(2, (await ScanAsync("a", "load1", Start, Start + 4 * Day + Minute)).Count);
        await MaintainAtAsync(Start + 7 * Day + 3 * Hour);
        await AssertHoursAsync();
        await Store.CompactAsync(default);
        await AssertHoursAsync();

        async Task AssertHoursAsync()
        {
            var hours = await QueryAsync(Ask.Range("load1", Start + Hour, Start + 7 * Day, Hour, over: Aggregation.Count));
            Assert.Equal(7 * 24, hours.Times.Length);
            Assert.All(hours.Series[0].Values, count => Assert.InRange(count, 60, 61));
        }
    }

    [Fact]
    public async Task Late_NextHourStillInTheLog_RollUpOfThisOneAnswers()
    {
        Options = Options with { Raw = TimeSpan.FromDays(2), FiveMinutes = TimeSpan.FromDays(4), OneHour = TimeSpan.FromDays(400) };
        await ReopenAsync();
        await FillAsync("a", Start + 3, Start + 7 * Day, Minute);
        await MaintainAtAsync(Start + 7 * Day + 2 * Hour);
        // One window of two hours: the late report of its first hour is in a block alone, as the others have expired.
        await AppendAsync("a", Two, Two.Report(9_999_998, Start + Hour / 2, 5000, 0));
        await MaintainAtAsync(Start + 7 * Day + 2 * Hour + 3 * Minute);
        Assert.Equal(Start, (await BlocksAsync(Tier.Raw))[0].Start);
        await AppendAsync("a", Two, Two.Report(9_999_999, Start + Hour + Hour / 2, 5000, 0));
        var hours = await QueryAsync(Ask.Range("load1", Start + Hour, Start + 2 * Hour, Hour, over: Aggregation.Count));
        Assert.Equal(Start + Hour, hours.Times[0]);
        Assert.InRange(hours.Series[0].Values[0], 60, 61);
    }

    [Fact]
    public async Task Expire_LateReportCameJustBefore_RollUpsHaveIt()
    {
        Options = Options with { Raw = TimeSpan.FromDays(2), FiveMinutes = TimeSpan.FromDays(4), OneHour = TimeSpan.FromDays(400) };
        await ReopenAsync();
        await FillAsync("a", Start + 3, Start + 2 * Day, Minute);
        await MaintainAtAsync(Start + 3 * Day - Minute);
        Assert.Equal(Start, (await BlocksAsync(Tier.Raw))[0].Start);
        Time.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(Start + 3 * Day + Hour));
        await AppendAsync("a", Two, Two.Report(9_999_999, Start + Hour / 2 + 7, 5000, 0));
        await Store.MaintainAsync(default);
        Assert.Equal(Start + Day, (await BlocksAsync(Tier.Raw))[0].Start);
        var hours = await QueryAsync(Ask.Range("load1", Start + Hour, Start + Day, Hour, over: Aggregation.Count));
        Assert.Equal([61, .. Enumerable.Repeat(60, 23)], hours.Series[0].Values);
    }

    [Fact]
    public async Task Shrink_TooLarge_DropsTheOldestRawBlocksFirst()
    {
        await FillAsync("a", Start + 3, Start + 10 * Day, 30 * Second);
        await MaintainAtAsync(Start + 10 * Day + 2 * Hour);
        var used = (await Store.Database.Housekeeping.MeasureAsync()).Used;
        Options = Options with { MaxBytes = used / 2 };
        await ReopenAsync();
        await MaintainAtAsync(Start + 10 * Day + 3 * Hour);
        var raw = await BlocksAsync(Tier.Raw);
        Assert.NotEmpty(raw);
        Assert.NotEqual(Start, raw[0].Start);
        Assert.NotEmpty(await BlocksAsync(Tier.OneHour));
    }

    [Fact]
    public async Task Expire_AllOfSeries_ItsSchemaGoesToo()
    {
        Options = Options with { Raw = TimeSpan.FromDays(2), FiveMinutes = TimeSpan.FromDays(2), OneHour = TimeSpan.FromDays(2) };
        await ReopenAsync();
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        await MaintainAtAsync(Start + Day);
        Assert.NotNull(await Store.FindSchemaAsync(Two.Hash, default));
        await MaintainAtAsync(Start + 5 * Day);
        await MaintainAtAsync(Start + 7 * Day);
        Assert.Null(await Store.FindSchemaAsync(Two.Hash, default));
        // An agent that kept it in mind comes back.
        Assert.All(await FillAsync("a", Start + 7 * Day, Start + 7 * Day + Minute), Assert.True);
        Assert.Equal(6, (await ScanAsync("a", "load1")).Count);
    }
}
