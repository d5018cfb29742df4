using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Tests.Damage;

public sealed class DamagedRollUpTests : DamageTests
{
    private const int Load1 = BlockEntries.FirstSummary;
    private const int BytesTotal = BlockEntries.FirstSummary + 1;

    [Theory]
    [InlineData(BlockEntries.Times)]
    [InlineData(BlockEntries.LastTimes)]
    [InlineData(Load1)]
    [InlineData(BytesTotal)]
    public async Task FiveMinutes_SamplesAreThere_IsMadeAnew(int entry)
    {
        await FillAsync("a", Start + 3, Start + Day, Minute);
        await MaintainAtAsync(Start + Day + 2 * Hour);
        var before = new[] { await CountsAsync("load1", 5 * Minute, Start + Day), await CountsAsync("bytes_total", 5 * Minute, Start + Day) };
        var block = DamageEntry(Tier.FiveMinutes, entry);
        await ForgetAsync();
        await CountsAsync("{__name__=~\"load1|bytes_total\"}", 5 * Minute, Start + Day);
        await Store.MaintainAsync(default);
        AssertSetAside(block);
        Assert.Equal(before, [await CountsAsync("load1", 5 * Minute, Start + Day), await CountsAsync("bytes_total", 5 * Minute, Start + Day)]);
        Assert.Equal([("a", Start, Start + Day)], await BlocksAsync(Tier.FiveMinutes));
    }

    [Fact]
    public async Task FiveMinutes_SamplesHaveExpired_KeepsItsOtherSeries()
    {
        Options = Options with { Raw = TimeSpan.FromDays(2) };
        await ReopenAsync();
        await FillAsync("a", Start + 3, Start + Day, Minute);
        await MaintainAtAsync(Start + 4 * Day);
        await MaintainAtAsync(Start + 5 * Day);
        Assert.Empty(await BlocksAsync(Tier.Raw));
        var block = DamageEntry(Tier.FiveMinutes, Load1);
        // An hour of it is still in the coarser roll-up.
        await CountsAsync("load1", 5 * Minute, Start + Day);
        await Store.MaintainAsync(default);
        AssertSetAside(block);
        Assert.Equal(288, (await CountsAsync("bytes_total", 5 * Minute, Start + Day)).Count(count => count == 5));
        Assert.All((await CountsAsync("load1", Hour, Start + Day))[1..], count => Assert.Equal(60, count));
    }

    [Theory]
    [InlineData(BlockEntries.Times)]
    [InlineData(Load1)]
    public async Task OneHour_OfMonths_IsMendedFromFiveMinutes(int entry)
    {
        await FillAsync("a", Start + 3, Start + 65 * Day, 10 * Minute);
        await MaintainAtAsync(Start + 65 * Day + 2 * Hour);
        var hours = await BlocksAsync(Tier.OneHour);
        Assert.Contains(hours, each => each.Stop - each.Start == 30 * Day);
        var raw = await BlocksAsync(Tier.Raw);
        var before = await CountsAsync("load1", Hour, Start + 65 * Day);
        var block = DamageEntry(Tier.OneHour, entry);
        await ForgetAsync();
        await CountsAsync("load1", Hour, Start + 65 * Day);
        await Store.MaintainAsync(default);
        AssertSetAside(block);
        Assert.Equal(before, await CountsAsync("load1", Hour, Start + 65 * Day));
        Assert.Equal(raw, await BlocksAsync(Tier.Raw));
        Assert.Equal(hours, await BlocksAsync(Tier.OneHour));
    }

    [Fact]
    public async Task OneHour_OfMonthsAndNothingFiner_KeepsItsOtherSeries()
    {
        Options = Options with { Raw = TimeSpan.FromDays(2), FiveMinutes = TimeSpan.FromDays(2) };
        await ReopenAsync();
        await FillAsync("a", Start + 3, Start + 25 * Day, 10 * Minute);
        await MaintainAtAsync(Start + 60 * Day);
        await MaintainAtAsync(Start + 61 * Day);
        Assert.Empty(await BlocksAsync(Tier.FiveMinutes));
        var hours = await BlocksAsync(Tier.OneHour);
        var block = DamageEntry(Tier.OneHour, Load1);
        await CountsAsync("load1", Hour, Start + 25 * Day);
        await Store.MaintainAsync(default);
        AssertSetAside(block);
        Assert.Equal(hours, await BlocksAsync(Tier.OneHour));
        Assert.Equal(25 * 24, (await CountsAsync("bytes_total", Hour, Start + 25 * Day)).Count(count => count == 6));
    }

    [Fact]
    public async Task OneHour_FoundWhenTheMonthIsMerged_IsMendedAndMerged()
    {
        await FillAsync("a", Start + 3, Start + 3 * Day, 10 * Minute);
        await MaintainAtAsync(Start + 3 * Day + 2 * Hour);
        var block = DamageEntry(Tier.OneHour, Load1);
        await MaintainAtAsync(Start + 70 * Day);
        await MaintainAtAsync(Start + 70 * Day + 10 * Minute);
        AssertSetAside(block);
        Assert.Single(await BlocksAsync(Tier.OneHour));
        Assert.All((await CountsAsync("load1", Hour, Start + 3 * Day))[1..], count => Assert.Equal(6, count));
    }

    [Fact]
    public async Task LateReport_SamplesHaveBeenDroppedForRoom_RollUpKeepsWhatItHad()
    {
        await FillAsync("a", Start + 3, Start + Day, Minute);
        await MaintainAtAsync(Start + Day + 2 * Hour);
        Execute("DELETE FROM block WHERE tier = 0");
        await ReopenAsync();
        await AppendAsync("a", Two, Dcmon.Testing.Reports.Report(Two, 99_999_999, Start + 30 * Second, 7, 7));
        await MaintainAtAsync(Start + Day + 3 * Hour);
        Assert.Equal([("a", Start, Start + Day)], await BlocksAsync(Tier.FiveMinutes));
        Assert.All((await CountsAsync("load1", 5 * Minute, Start + Day))[1..], count => Assert.Equal(5, count));
        Assert.Empty(Verify());
    }

    /// <summary>What was read before the damage is in memory, and fine.</summary>
    private Task ForgetAsync() => ReopenAsync();
}
