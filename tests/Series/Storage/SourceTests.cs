using Dcmon.Testing;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Storage;

/// <summary>Reports of several sources of one machine: each has its own newest one, wherever it is stored.</summary>
public abstract class SourceTests(IStoreKind kind) : StoreTests(kind)
{
    private const int Switch = 7;
    private static readonly Schema Ports = Schema.Of([Reports.Gauge("ports")]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(7, 12345)]
    [InlineData(ReportSource.Limit - 1, Report.SequenceLimit - 1)]
    public void Of_Number_IsItsSource(int source, long sequence)
    {
        var stored = ReportSource.Number(source, sequence);
        Assert.Equal((source, sequence), (ReportSource.Of(stored), stored % Report.SequenceLimit));
    }

    [Fact]
    public async Task FindLatest_ManyReportsOfProgramsAfterTheAgents_IsThatOfEach()
    {
        await FillAsync("a", Start, Start + Minute);
        await PushAsync(Switch, Start, Start + 30 * Minute);
        await PushAsync(Switch + 1, Start + Minute, Start + 2 * Minute);
        await ReopenAsync();
        Assert.Equal([(Switch, Start + 30 * Minute - Second), (0, Start + 50 * Second)], await LatestAsync());
        Assert.Equal(
            [(Switch, Start + 30 * Minute - Second), (0, Start + 50 * Second), (Switch + 1, Start + 2 * Minute - Second)],
            await LatestAsync(Switch, Switch + 1, Switch + 2));
    }

    [Fact]
    public async Task FindLatest_AgentAndProgramInOneSealedWindow_IsTheLastRowOfEach()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        await PushAsync(Switch, Start, Start + Hour + Minute);
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.Equal(0, await CountLogAsync());
        var latest = await Store.FindLatestAsync("a", [Switch], 0, default);
        Assert.Equal(
            [(Switch, Start + Hour + Minute - Second), (0, Start + Hour - 10 * Second + 3)],
            latest.Select(report => (ReportSource.Of(report.Sequence), report.Time)));
        var schema = (await Store.FindSchemaAsync(latest[1].Schema, default))!;
        var values = new double[schema.Series.Count];
        ValuePacking.Unpack(latest[1].Values.Span, values);
        Assert.Equal(
            [("load1", Value(Start + Hour - 10 * Second + 3))],
            schema.Series.Zip(values).Where(each => each.First.Metric != "bytes_total" && !double.IsNaN(each.Second))
                .Select(each => (each.First.Metric, each.Second)));
    }

    [Fact]
    public async Task FindLatest_AgentSilentForDaysWhileProgramsReport_IsInTheBlockOfThatDay()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        for (var day = 0; day < 4; day++) await PushAsync(Switch, Start + day * Day + 5 * Hour, Start + day * Day + 5 * Hour + Minute);
        await MaintainAtAsync(Start + 3 * Day);
        await MaintainAtAsync(Start + 4 * Day);
        await PushAsync(Switch, Start + 4 * Day, Start + 4 * Day + Minute);
        Assert.Equal([(Switch, Start + 4 * Day + Minute - Second), (0, Start + Hour - 10 * Second + 3)], await LatestAsync(Switch));
    }

    [Fact]
    public async Task FindLatest_ProgramSilentForLong_IsNotLookedFor()
    {
        await PushAsync(Switch, Start, Start + Minute);
        await FillAsync("a", Start, Start + 3 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        var report = Assert.Single(await Store.FindLatestAsync("a", [Switch], Start + Hour, default));
        Assert.Equal(0, ReportSource.Of(report.Sequence));
        Assert.Equal(2, (await Store.FindLatestAsync("a", [Switch], Start, default)).Count);
    }

    [Fact]
    public async Task FindLatest_LateReportOfASealedWindow_CountsOnlyWhereItIsNewer()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        await PushAsync(Switch, Start, Start + Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        await AppendAsync("a", Two, Two.Report(99, Start + 30 * Minute + 1, 1, 1));
        Assert.Equal((0, Start + Hour - 10 * Second + 3), (await LatestAsync())[^1]);
        await AppendAsync("a", Two, Two.Report(100, Start + Hour + Minute, 1, 1));
        Assert.Equal([(0, Start + Hour + Minute)], await LatestAsync());
    }

    [Fact]
    public async Task Append_OneNumberOfTwoSources_AreTwoReportsAndEachIsStoredOnce()
    {
        Report[] both = [Ports.Report(5, Start, 1), Ports.Report(ReportSource.Number(Switch, 5), Start, 1)];
        Assert.DoesNotContain(false, await AppendAsync("a", Ports, both));
        Assert.DoesNotContain(true, await AppendAsync("a", Ports, both));
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.DoesNotContain(true, await AppendAsync("a", Ports, both));
    }

    private Task<bool[]> PushAsync(int source, long from, long until) => AppendAsync(
        "a", Ports, [.. Times(from, until, Second).Select(time => Ports.Report(ReportSource.Number(source, time * 31), time, 1))]);

    private async Task<List<(int Source, long Time)>> LatestAsync(params int[] programs) =>
        [.. (await Store.FindLatestAsync("a", programs, 0, default)).Select(report => (ReportSource.Of(report.Sequence), report.Time))];
}
