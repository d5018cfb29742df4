using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Tests.Damage;

public sealed class DamagedRawTests : DamageTests
{
    private const int Load1 = 2;

    [Fact]
    public async Task Column_OfAWindow_OnlyItIsLostAndItsRollUpStays()
    {
        await FillAsync("a", Start + 3, Start + 4 * Hour);
        await FillAsync("b", Start + 3, Start + 4 * Hour);
        await MaintainAtAsync(Start + 5 * Hour);
        var block = DamageEntry(Tier.Raw, Load1);

        Assert.Equal(720, (await ScanAsync("a", "load1")).Count);
        Assert.Equal(1440, (await ScanAsync("a", "bytes_total")).Count);
        Assert.Equal(1440, (await ScanAsync("b", "load1")).Count);
        await Store.MaintainAsync(default);
        AssertSetAside(block);
        Assert.Equal(720, (await ScanAsync("a", "load1")).Count);
        Assert.Equal(1440, (await ScanAsync("a", "bytes_total")).Count);
        Assert.All((await CountsAsync("load1{client=\"a\"}", 5 * Minute, Start + 4 * Hour))[1..], count => Assert.Equal(30, count));
    }

    [Fact]
    public async Task Column_ReadBeforeItWasDamaged_IsReadFromMemoryUntilForgotten()
    {
        await FillAsync("a", Start + 3, Start + 4 * Hour);
        await MaintainAtAsync(Start + 5 * Hour);
        var whole = await ScanAsync("a", "load1");
        var block = DamageEntryInFile(Tier.Raw, Load1);

        Assert.Equal(whole, await ScanAsync("a", "load1"));
        Store.Blocks.Clear();
        Assert.Equal(720, (await ScanAsync("a", "load1")).Count);
        await Store.MaintainAsync(default);
        AssertSetAside(block);
    }

    [Theory]
    [InlineData(BlockEntries.Times)]
    [InlineData(BlockEntries.Sequences)]
    public async Task RowKeys_OfAMergedDay_RollUpsStayAndOtherDaysTakeNoHarm(int entry)
    {
        await FillAsync("a", Start + 3, Start + 2 * Day, Minute);
        await MaintainAtAsync(Start + 2 * Day + 2 * Hour);
        var block = DamageEntry(Tier.Raw, entry);

        Assert.Equal(entry == BlockEntries.Times ? 1440 : 2880, (await ScanAsync("a", "load1")).Count);
        await AppendLateAsync();
        // The first round finds it where the reader did not, the second saves.
        await MaintainAtAsync(Start + 2 * Day + 3 * Hour);
        await MaintainAtAsync(Start + 2 * Day + 4 * Hour);
        AssertSetAside(block);
        Assert.Equal(1440 + 1, (await ScanAsync("a", "load1")).Count);
        Assert.All((await CountsAsync("load1", 5 * Minute, Start + 2 * Day))[1..], count => Assert.InRange(count, 5, 6));
        Assert.All((await CountsAsync("load1", Hour, Start + 2 * Day))[1..], count => Assert.InRange(count, 60, 61));
        Assert.Equal(0, await CountLogAsync());
    }

    [Fact]
    public async Task Column_OfAWindow_FoundWhenTheDayIsMerged()
    {
        await FillAsync("a", Start + 3, Start + Day, Minute);
        await MaintainAtAsync(Start + Day + 2 * Minute);
        var block = DamageEntry(Tier.Raw, Load1);
        for (var hour = 1; hour < 4; hour++)
            await MaintainAtAsync(Start + Day + hour * Hour + Minute);
        AssertSetAside(block);
        Assert.Equal((Start, Start + Day), ((await BlocksAsync(Tier.Raw))[0].Start, (await BlocksAsync(Tier.Raw))[^1].Stop));
        Assert.Single(await BlocksAsync(Tier.Raw));
        Assert.Equal(1440 - 120, (await ScanAsync("a", "load1")).Count);
        Assert.Equal(1440, (await ScanAsync("a", "bytes_total")).Count);
        Assert.All((await CountsAsync("load1", 5 * Minute, Start + Day))[1..], count => Assert.Equal(5, count));
    }

    [Theory]
    [InlineData("start = start - 100000000000")]
    [InlineData("stop = stop + 100000000000")]
    [InlineData("schema = schema + 1")]
    [InlineData("head = x'00'")]
    public async Task Row_Damaged_IsInNobodysWay(string damage)
    {
        await FillAsync("a", Start + 3, Start + 4 * Hour);
        await MaintainAtAsync(Start + 5 * Hour);
        Execute($"PRAGMA foreign_keys=OFF; UPDATE block SET {damage} WHERE id = 1");
        Assert.Equal(720, (await ScanAsync("a", "load1")).Count);
        await Store.MaintainAsync(default);
        AssertSetAside(1);
        Assert.Equal(720, (await ScanAsync("a", "load1")).Count);
        Assert.All((await CountsAsync("load1", 5 * Minute, Start + 4 * Hour))[1..], count => Assert.Equal(30, count));
    }

    [Fact]
    public async Task Report_InTheLog_IsSetAsideWhenItsWindowIsSealed()
    {
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        Execute("UPDATE report SET payload = zeroblob(length(payload)) WHERE id = 100");
        Assert.Equal(719, (await ScanAsync("a", "load1")).Count);
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.Equal(1, Number("SELECT count(*) FROM damaged_report"));
        Assert.Equal(0, await CountLogAsync());
        Assert.Equal(719, (await ScanAsync("a", "load1")).Count);
        Assert.Equal(1, Counted());
        Assert.Single(Lines, line => line.Contains("is damaged and was set aside", StringComparison.Ordinal));
        Assert.Empty(Verify());
    }

    [Fact]
    public async Task Schema_Damaged_HidesWhatNamesItUntilAnAgentSendsItAgain()
    {
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        await FillAsync("a", Start + 3 * Hour, Start + 3 * Hour + Minute);
        Execute("UPDATE schema SET body = replace(hex(body), 'x', '') WHERE id = 1");
        await ReopenAsync();
        Assert.Empty(await ScanAsync("a", "load1"));
        Assert.Null(await FindLatestAsync("a"));
        Assert.Null(await Store.FindSchemaAsync(Two.Hash, default));
        await Store.MaintainAsync(default);
        Assert.Equal(0, Number("SELECT count(*) FROM damaged_block"));
        await FillAsync("a", Start + 3 * Hour + Minute, Start + 3 * Hour + 2 * Minute);
        Assert.Equal(732, (await ScanAsync("a", "load1")).Count);
        Assert.Empty(Verify());
    }

    /// <summary>A report of the damaged day, so that the day is looked at.</summary>
    private Task AppendLateAsync() => AppendAsync("a", Two, Two.Report(99_999_999, Start + 30 * Second, 7, 7));
}
