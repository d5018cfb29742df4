using Dcmon.Testing;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Storage;

public abstract class AppendTests(IStoreKind kind) : StoreTests(kind)
{
    private static readonly bool[] Stored = [true];
    private static readonly bool[] NotStored = [false];
    private static readonly bool[] StoredOnce = [true, false];

    [Fact]
    public async Task Append_NewReport_IsStoredAndScanned()
    {
        Assert.Equal(Stored, await AppendAsync("a", Two, Two.Report(1, 1000, 0.25, 47)));
        Assert.Equal([("bytes_total{device=\"x\"}", 1000, 47.0)], await ScanAsync("a", "bytes_total"));
    }

    [Fact]
    public async Task Append_SameReportAgain_IsNotStoredTwice()
    {
        var report = Two.Report(1, 1000, 0.25, 47);
        await AppendAsync("a", Two, report);
        Assert.Equal(NotStored, await AppendAsync("a", Two, report));
        Assert.Single(await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task Append_SameReportTwiceInOneCall_IsStoredOnce()
    {
        var report = Two.Report(1, 1000, 0.25, 47);
        Assert.Equal(StoredOnce, await AppendAsync("a", Two, report, report));
    }

    [Fact]
    public async Task Append_SameSequenceOfOtherClient_IsStored()
    {
        var report = Two.Report(1, 1000, 0.25, 47);
        await AppendAsync("a", Two, report);
        Assert.Equal(Stored, await AppendAsync("b", Two, report));
        Assert.Equal(["a", "b"], await Store.ListClientsAsync(default));
    }

    [Fact]
    public async Task Append_OutOfOrder_IsScannedInOrderOfTime()
    {
        await AppendAsync("a", Two, Two.Report(3, 3000, 3, 3), Two.Report(1, 1000, 1, 1));
        await AppendAsync("a", Two, Two.Report(2, 2000, 2, 2));
        Assert.Equal([1000, 2000, 3000], (await ScanAsync("a", "load1")).Select(sample => sample.Time));
    }

    [Fact]
    public async Task Append_SchemaNotPassed_FailsAloneAndStoresNothing()
    {
        var unknown = Schema.Of([Reports.Gauge("other")]);
        var (a, b) = (await Store.TakeAsync("a", default), await Store.TakeAsync("b", default));
        var good = Store.AppendAsync(a, [Two], [Two.Report(1, 1000, 1, 1)], default).AsTask();
        var bad = Store.AppendAsync(b, [], [unknown.Report(1, 1000, 1)], default).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(Stored, await good);
        Assert.Empty(await ScanAsync("b", "other"));
        // Row ids that were given out in a transaction that was rolled back must not be used again.
        Assert.Equal(Stored, await Store.AppendAsync(b, [unknown], [unknown.Report(1, 1000, 1)], default));
        Assert.Single(await ScanAsync("b", "other"));
    }

    [Fact]
    public async Task Append_ManyAtOnce_ShareCommits()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Store.TakeAsync($"client{i}", default).AsTask()));
        var before = Store.Commits;
        await Task.WhenAll(leases.Select((lease, i) => Store.AppendAsync(lease, [Two], [Two.Report(i, 1000, i, i)], default).AsTask()));
        Assert.Equal(500, (await Store.ListClientsAsync(default)).Count);
        Assert.InRange(Store.Commits - before, 1, 400);
    }

    [Fact]
    public async Task Append_ClientTakenByAnother_IsRefused()
    {
        var first = await Store.TakeAsync("a", default);
        var second = await Store.TakeAsync("a", default);
        await Assert.ThrowsAsync<FencedException>(() => Store.AppendAsync(first, [Two], [Two.Report(1, 1000, 1, 1)], default).AsTask());
        Assert.Equal(Stored, await Store.AppendAsync(second, [Two], [Two.Report(1, 1000, 1, 1)], default));
        Assert.Single(await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task Append_OtherStoreOnSameDatabaseTookClient_IsRefused()
    {
        var first = await Store.TakeAsync("a", default);
        await Store.AppendAsync(first, [Two], [Two.Report(1, 1000, 1, 1)], default);
        await ReopenAsync();
        await Store.TakeAsync("a", default);
        await Assert.ThrowsAsync<FencedException>(() => Store.AppendAsync(first, [Two], [Two.Report(2, 2000, 1, 1)], default).AsTask());
    }
}
