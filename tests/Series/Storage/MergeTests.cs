using Dcmon.Queries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Tests.Queries;

namespace Dcmon.TimeSeries.Tests.Storage;

public abstract class MergeTests(IStoreKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task Merge_DayOver_BecomesOneBlockATier()
    {
        await FillAsync("a", Start + 3, Start + Day + 3 * Hour);
        var before = await ScanAsync("a", "load1");
        await MaintainAtAsync(Start + Day + 3 * Hour);
        (string, long, long)[] expected = [("a", Start, Start + Day), ("a", Start + Day, Start + Day + 2 * Hour)];
        Assert.Equal(expected, await BlocksAsync(Tier.Raw));
        Assert.Equal(expected, await BlocksAsync(Tier.FiveMinutes));
        Assert.Equal(expected[..1], await BlocksAsync(Tier.OneHour));
        Assert.Equal(before, await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task Merge_DayNotLongOver_Waits()
    {
        await FillAsync("a", Start + 3, Start + Day);
        await MaintainAtAsync(Start + Day + 30 * Minute);
        Assert.Equal(12, (await BlocksAsync(Tier.Raw)).Count);
        await MaintainAtAsync(Start + Day + 2 * Hour);
        Assert.Single(await BlocksAsync(Tier.Raw));
    }

    [Fact]
    public async Task Compact_DayThatHasBegun_BecomesOneBlockAndLaterPartOfTheDay()
    {
        await FillAsync("a", Start + 3, Start + 7 * Hour);
        await MaintainAtAsync(Start + 7 * Hour);
        await Store.CompactAsync(default);
        Assert.Equal([("a", Start, Start + 6 * Hour)], await BlocksAsync(Tier.Raw));
        Assert.Equal([("a", Start, Start + 6 * Hour)], await BlocksAsync(Tier.FiveMinutes));
        await FillAsync("a", Start + 7 * Hour, Start + Day);
        var before = await ScanAsync("a", "load1");
        await MaintainAtAsync(Start + Day + 2 * Hour);
        Assert.Equal([("a", Start, Start + Day)], await BlocksAsync(Tier.Raw));
        Assert.Equal([("a", Start, Start + Day)], await BlocksAsync(Tier.OneHour));
        Assert.Equal(before, await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task Merge_ManyDaysOfHours_BecomeFewBlocks()
    {
        await FillAsync("a", Start + 3, Start + 65 * Day, 10 * Minute);
        await MaintainAtAsync(Start + 65 * Day + 2 * Hour);
        var hours = await BlocksAsync(Tier.OneHour);
        Assert.InRange(hours.Count, 2, 10);
        Assert.Equal(Start, hours[0].Start);
        Assert.Equal(Start + 65 * Day, hours[^1].Stop);
        var result = await QueryAsync(Ask.Range("load1", Start + Hour, Start + 65 * Day, Hour, over: Aggregation.Count));
        Assert.All(result.Series[0].Values, count => Assert.Equal(6, count));
        Assert.Equal(65 * 24, result.Times.Length);
    }

    [Fact]
    public async Task Query_TiersOfWholeDays_EqualRawSamples()
    {
        await FillAsync("a", Start + 3, Start + 3 * Day, 7 * Second);
        var queries = (
            from step in new[] { 5 * Minute, 15 * Minute, Hour, 6 * Hour }
            from over in new[]
            {
                Aggregation.Average, Aggregation.Sum, Aggregation.Minimum, Aggregation.Maximum, Aggregation.Count, Aggregation.Last,
            }
            select Ask.Range("load1", Start, Start + 3 * Day, step, over: over))
            .Concat(
                from step in new[] { 5 * Minute, Hour }
                from function in new[] { Function.Rate, Function.Increase }
                select Ask.Range("bytes_total", Start, Start + 3 * Day, step, function))
            .ToList();
        var raw = new List<RangeAnswer>();
        foreach (var query in queries)
            raw.Add(await QueryAsync(query));
        await MaintainAtAsync(Start + 3 * Day + 2 * Hour);
        Assert.Equal(3, (await BlocksAsync(Tier.Raw)).Count);
        for (var i = 0; i < queries.Count; i++)
        {
            var rolled = await QueryAsync(queries[i]);
            Assert.Equal(raw[i].Times, rolled.Times);
            Assert.Equal(raw[i].Series[0].Values, rolled.Series[0].Values, (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Abs(a));
        }
    }

    [Fact]
    public async Task Compact_Now_LeavesOnlyTheOpenWindow()
    {
        Time.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(Start + Day + 3 * Hour));
        await FillAsync("a", Start + 3, Start + Day + 3 * Hour);
        await Store.CompactAsync(default);
        Assert.Equal(360, await CountLogAsync());
        Assert.Equal(2, (await BlocksAsync(Tier.Raw)).Count);
    }
}
