using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Tests.Queries;

namespace Dcmon.TimeSeries.Tests.Storage;

/// <summary>Reports that come after the blocks of their time were made.</summary>
public abstract class LateTests(IStoreKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task Scan_LateReportNotSealedYet_IsReadAmongTheBlocks()
    {
        await FillAsync("a", Start + 3, Start + 2 * Hour, 20 * Second);
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.All(await FillAsync("a", Start + 10 * Second + 3, Start + 2 * Hour, 20 * Second), Assert.True);
        var samples = await ScanAsync("a", "load1");
        Assert.Equal(720, samples.Count);
        Assert.Equal(samples.Select(sample => sample.Time).Order(), samples.Select(sample => sample.Time));
        Assert.All(samples, sample => Assert.Equal(Value(sample.Time), sample.Value));
    }

    [Fact]
    public async Task Query_LateReportNotInRollUpYet_IsCounted()
    {
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        await AppendAsync("a", Two, Two.Report(9_999_999, Start + Minute, 5000, 0));
        var most = await QueryAsync(Ask.Range("load1", Start, Start + 5 * Minute, 5 * Minute, over: Aggregation.Maximum));
        Assert.Equal(5000, most.Series[0].Values[0]);
    }

    [Fact]
    public async Task Seal_LateReports_AreMergedIntoBlockAndRollUp()
    {
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        await AppendAsync("a", Two, Two.Report(9_999_999, Start + Minute, 5000, 0));
        await MaintainAtAsync(Start + 4 * Hour);
        Assert.Equal(0, await CountLogAsync());
        Assert.Single(await BlocksAsync(Tier.Raw));
        Assert.Single(await BlocksAsync(Tier.FiveMinutes));
        Assert.Equal(721, (await ScanAsync("a", "load1")).Count);
        var most = await QueryAsync(Ask.Range("load1", Start, Start + 5 * Minute, 5 * Minute, over: Aggregation.Maximum));
        Assert.Equal(5000, most.Series[0].Values[0]);
        Assert.DoesNotContain(true, await AppendAsync("a", Two, Two.Report(9_999_999, Start + Minute, 5000, 0)));
    }

    [Fact]
    public async Task Seal_LateReportOfMergedDay_IsMergedIntoAllTiers()
    {
        await FillAsync("a", Start + 3, Start + Day);
        await MaintainAtAsync(Start + Day + 2 * Hour);
        Assert.Equal([("a", Start, Start + Day)], await BlocksAsync(Tier.OneHour));
        await AppendAsync("a", Two, Two.Report(9_999_999, Start + 7 * Hour + Minute, 5000, 0));
        await MaintainAtAsync(Start + Day + 3 * Hour);
        Assert.Equal(0, await CountLogAsync());
        foreach (var tier in Enum.GetValues<Tier>())
            Assert.Equal([("a", Start, Start + Day)], await BlocksAsync(tier));
        foreach (var step in new[] { Minute, 5 * Minute, Hour })
        {
            var most = await QueryAsync(Ask.Range("load1", Start, Start + Day, step, over: Aggregation.Maximum));
            Assert.Equal(5000, most.Series[0].Values.Max());
        }
    }

    [Fact]
    public async Task Backfill_DaysAfterAnOutage_EndsAsIfItHadComeInTime()
    {
        await FillAsync("a", Start + 3, Start + 5 * Hour);
        await MaintainAtAsync(Start + 3 * Day);
        await FillAsync("a", Start + 3 * Day, Start + 3 * Day + Minute);
        await FillAsync("a", Start + 5 * Hour + 3, Start + 3 * Day, Minute);
        await MaintainAtAsync(Start + 3 * Day + 2 * Hour);
        Assert.Equal([Start + Day, Start + 2 * Day, Start + 3 * Day], (await BlocksAsync(Tier.Raw)).Select(block => block.Stop).Take(3));
        var samples = await ScanAsync("a", "load1");
        Assert.Equal(5 * 360 + 67 * 60 + 6, samples.Count);
        Assert.All(samples, sample => Assert.Equal(Value(sample.Time), sample.Value));
    }
}
