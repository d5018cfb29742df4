using Dcmon.Queries.Selection;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Storage;

public abstract class ScanTests(IStoreKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task Scan_Span_ExcludesItsStartAndIncludesItsEnd()
    {
        await AppendAsync("a", Two, [.. Enumerable.Range(1, 5).Select(i => Two.Report(i, i * 1000, i, i))]);
        Assert.Equal([3000, 4000], (await ScanAsync("a", "load1", 2000, 4000)).Select(sample => sample.Time));
    }

    [Fact]
    public async Task Scan_SchemaChanged_SeriesGoesOnUnderItsNumber()
    {
        var three = Schema.Of([Reports.Gauge("new"), .. Two.Series]);
        await AppendAsync("a", Two, Two.Report(1, 1000, 1, 47));
        await AppendAsync("a", three, three.Report(2, 2000, 9, 2, 48));
        var sink = new ListSink();
        await Store.ScanAsync("a", SeriesSelector.Parse("bytes_total{device=\"x\"}"), 0, 9999, Tier.Raw, sink, default);
        Assert.Equal(1, sink.Begun);
        Assert.Equal([47.0, 48.0], sink.Samples.Select(sample => sample.Value));
    }

    [Fact]
    public async Task Scan_NoValue_IsLeftOut()
    {
        await AppendAsync("a", Two, Two.Report(1, 1000, double.NaN, 47));
        Assert.Empty(await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task Scan_TwoReportsOfOneTime_AreOneSample()
    {
        await AppendAsync("a", Two, Two.Report(1, 1000, 1, 10), Two.Report(2, 1000, 2, double.NaN));
        Assert.Equal([("load1", 1000, 2.0)], await ScanAsync("a", "load1"));
        Assert.Equal([("bytes_total{device=\"x\"}", 1000, 10.0)], await ScanAsync("a", "bytes_total"));
    }

    [Fact]
    public async Task Scan_Cancelled_Stops()
    {
        await AppendAsync("a", Two, Two.Report(1, 1000, 1, 1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Store.ScanAsync("a", SeriesSelector.Parse("load1"), 0, 9999, Tier.Raw, new ListSink(), new CancellationToken(true)));
    }

    [Fact]
    public async Task Reopen_AfterDispose_HasEverything()
    {
        await AppendAsync("a", Two, Two.Report(1, 1000, 1, 47), Two.Report(2, 2000, 2, 48));
        await ReopenAsync();
        var latest = await FindLatestAsync("a");
        Assert.Equal((2L, 2000L), (latest!.Sequence, latest.Time));
        Assert.Equal(Two.Series, (await Store.FindSchemaAsync(latest.Schema, default))!.Series);
        Assert.Null(await FindLatestAsync("nobody"));
    }

    [Fact]
    public async Task ListSeries_Selector_ListsThoseOfItsTime()
    {
        var other = Schema.Of([Reports.Gauge("other")]);
        await AppendAsync("a", Two, Two.Report(1, Start + Minute, 1, 47));
        await AppendAsync("a", other, other.Report(2, Start + 5 * Hour, 2));
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.Equal(["bytes_total{device=\"x\"}", "load1"], await Names("{__name__=~\".+\"}", Start, Start + Hour));
        Assert.Equal(["other"], await Names("{__name__=~\".+\"}", Start + 4 * Hour, Start + 6 * Hour));
        Assert.Equal(["load1"], await Names("load1", Start, Start + Day));
        Assert.Empty(await Names("load1{client=\"b\"}", Start, Start + Day));
    }

    private async Task<IEnumerable<string>> Names(string selector, long after, long until) =>
        (await Store.ListSeriesAsync("a", SeriesSelector.Parse(selector), after, until, default)).Select(series => series.ToString());
}
