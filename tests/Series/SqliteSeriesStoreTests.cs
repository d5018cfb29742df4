using Dcmon.Testing;
using Dcmon.TimeSeries.Selection;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests;

public sealed class SqliteSeriesStoreTests : IAsyncLifetime
{
    private static readonly Schema Two = Schema.Of([Reports.Gauge("load1"), Reports.Gauge("temperature", "sensor=a")]);

    private static readonly bool[] Stored = [true];
    private static readonly bool[] NotStored = [false];
    private static readonly bool[] StoredOnce = [true, false];

    private readonly TemporaryDirectory _directory = new();
    private SqliteSeriesStore _store = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteSeriesStore(_directory.File("series.db"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Append_NewReport_IsStoredAndScanned()
    {
        var stored = await _store.AppendAsync("a", [Two], [Two.Report(1, 1000, 0.25, 47)], default);
        Assert.Equal([true], stored);
        Assert.Equal([("temperature{sensor=\"a\"}", 1000, 47.0)], await ScanAsync("a", "temperature"));
    }

    [Fact]
    public async Task Append_SameReportAgain_IsNotStoredTwice()
    {
        var report = Two.Report(1, 1000, 0.25, 47);
        await _store.AppendAsync("a", [Two], [report], default);
        Assert.Equal(NotStored, await _store.AppendAsync("a", [], [report], default));
        Assert.Single(await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task Append_SameReportTwiceInOneCall_IsStoredOnce()
    {
        var report = Two.Report(1, 1000, 0.25, 47);
        Assert.Equal(StoredOnce, await _store.AppendAsync("a", [Two], [report, report], default));
    }

    [Fact]
    public async Task Append_SameSequenceOfOtherClient_IsStored()
    {
        var report = Two.Report(1, 1000, 0.25, 47);
        await _store.AppendAsync("a", [Two], [report], default);
        Assert.Equal(Stored, await _store.AppendAsync("b", [], [report], default));
        Assert.Equal(["a", "b"], await _store.ListClientsAsync(default));
    }

    [Fact]
    public async Task Append_OutOfOrder_IsScannedInOrderOfTime()
    {
        await _store.AppendAsync("a", [Two], [Two.Report(3, 3000, 3, 3), Two.Report(1, 1000, 1, 1)], default);
        await _store.AppendAsync("a", [], [Two.Report(2, 2000, 2, 2)], default);
        Assert.Equal([1000, 2000, 3000], (await ScanAsync("a", "load1")).Select(sample => sample.Time));
    }

    [Fact]
    public async Task Append_UnknownSchema_FailsAloneAndStoresNothing()
    {
        var unknown = Schema.Of([Reports.Gauge("other")]);
        var good = _store.AppendAsync("a", [Two], [Two.Report(1, 1000, 1, 1)], default).AsTask();
        var bad = _store.AppendAsync("b", [], [unknown.Report(1, 1000, 1)], default).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(Stored, await good);
        Assert.Empty(await ScanAsync("b", "other"));
        // Row ids that were given out in a transaction that was rolled back must not be used again.
        Assert.Equal(Stored, await _store.AppendAsync("b", [unknown], [unknown.Report(1, 1000, 1)], default));
        Assert.Single(await ScanAsync("b", "other"));
    }

    [Fact]
    public async Task Append_ManyAtOnce_ShareCommits()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i =>
            _store.AppendAsync($"client{i}", [Two], [Two.Report(i, 1000, i, i)], default).AsTask()));
        Assert.Equal(500, (await _store.ListClientsAsync(default)).Count);
        Assert.InRange(_store.Commits, 1, 400);
    }

    [Fact]
    public async Task Scan_Span_ExcludesItsStartAndIncludesItsEnd()
    {
        await _store.AppendAsync("a", [Two], [.. Enumerable.Range(1, 5).Select(i => Two.Report(i, i * 1000, i, i))], default);
        var sink = new ListSink();
        await _store.ScanAsync("a", new SeriesSelector("load1", []), 2000, 4000, sink, default);
        Assert.Equal([3000, 4000], sink.Samples.Select(sample => sample.Time));
    }

    [Fact]
    public async Task Scan_SchemaChanged_SeriesGoesOnUnderItsNumber()
    {
        var three = Schema.Of([Reports.Gauge("new"), .. Two.Series]);
        await _store.AppendAsync("a", [Two], [Two.Report(1, 1000, 1, 47)], default);
        await _store.AppendAsync("a", [three], [three.Report(2, 2000, 9, 2, 48)], default);
        var sink = new ListSink();
        await _store.ScanAsync("a", new SeriesSelector("temperature", [new LabelMatcher("sensor", "a")]), 0, 9999, sink, default);
        Assert.Equal(1, sink.Begun);
        Assert.Equal([47.0, 48.0], sink.Samples.Select(sample => sample.Value));
    }

    [Fact]
    public async Task Scan_NoValue_IsLeftOut()
    {
        await _store.AppendAsync("a", [Two], [Two.Report(1, 1000, double.NaN, 47)], default);
        Assert.Empty(await ScanAsync("a", "load1"));
    }

    [Fact]
    public async Task Scan_Cancelled_Stops()
    {
        await _store.AppendAsync("a", [Two], [Two.Report(1, 1000, 1, 1)], default);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _store.ScanAsync("a", new SeriesSelector("load1", []), 0, 9999, new ListSink(), new CancellationToken(true)));
    }

    [Fact]
    public async Task Reopen_AfterDispose_HasEverything()
    {
        await _store.AppendAsync("a", [Two], [Two.Report(1, 1000, 1, 47), Two.Report(2, 2000, 2, 48)], default);
        await _store.DisposeAsync();
        _store = new SqliteSeriesStore(_directory.File("series.db"));
        var latest = await _store.FindLatestAsync("a", default);
        Assert.Equal((2L, 2000L), (latest!.Sequence, latest.Time));
        Assert.Equal(Two.Series, (await _store.FindSchemaAsync(latest.Schema, default))!.Series);
        Assert.Null(await _store.FindLatestAsync("nobody", default));
    }

    [Fact]
    public async Task Open_FileOfNewerProgram_SaysSo()
    {
        await _store.DisposeAsync();
        using (var connection = SqliteFile.OpenWriter(_directory.File("series.db")))
            SqliteFile.Execute(connection, "PRAGMA user_version = 99");
        var refused = Assert.Throws<InvalidOperationException>(() => new SqliteSeriesStore(_directory.File("series.db")));
        Assert.Contains("newer program", refused.Message);
    }

    [Fact]
    public async Task Append_DiskFull_FailsClearlyAndRecovers()
    {
        await _store.AppendAsync("a", [Two], [Two.Report(1, 1000, 1, 1)], default);
        // SQLite's own bound on the file has the effect of a full disk, and can be lifted again.
        await _store.ExecuteAsync("PRAGMA max_page_count = 1");
        var many = Enumerable.Range(2, 500).Select(i => Two.Report(i, i * 1000, i, i)).ToList();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.AppendAsync("a", [], many, default).AsTask());
        Assert.Single(await ScanAsync("a", "load1"));
        await _store.ExecuteAsync("PRAGMA max_page_count = 1000000");
        Assert.All(await _store.AppendAsync("a", [], many, default), Assert.True);
    }

    private async Task<List<(string Series, long Time, double Value)>> ScanAsync(string client, string metric)
    {
        var sink = new ListSink();
        await _store.ScanAsync(client, new SeriesSelector(metric, []), 0, long.MaxValue, sink, default);
        return sink.Samples;
    }
}
