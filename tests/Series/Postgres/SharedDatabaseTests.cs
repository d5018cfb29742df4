using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Tests.Storage;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Postgres;

/// <summary>Two stores on one database, as two silos have them.</summary>
public sealed class SharedDatabaseTests() : StoreTests(new PostgresKind())
{
    private static readonly bool[] Stored = [true];

    [Fact]
    public async Task Append_ClientTakenThroughOtherStore_IsRefused()
    {
        await using var other = OpenOther();
        await AppendAsync("a", Two, Two.Report(1, 1000, 1, 1));
        var taken = await other.TakeAsync("a", default);
        await Assert.ThrowsAsync<FencedException>(() => AppendAsync("a", Two, Two.Report(2, 2000, 2, 2)));
        Assert.Equal(Stored, await other.AppendAsync(taken, [Two], [Two.Report(3, 3000, 3, 3)], default));
        Assert.Equal([1000, 3000], (await ScanAsync("a", "load1")).Select(sample => sample.Time));
    }

    [Fact]
    public async Task Append_BothStoresDifferentClients_BothReadAll()
    {
        await using var other = OpenOther();
        async Task FillOther(string client)
        {
            var lease = await other.TakeAsync(client, default);
            foreach (var time in Times(Start + 3, Start + 10 * Minute))
                Assert.Equal(Stored, await other.AppendAsync(lease, [Two], [Two.Report(time, time, Value(time), 0)], default));
        }

        async Task Fill(string client)
        {
            foreach (var time in Times(Start + 3, Start + 10 * Minute))
                Assert.Equal(Stored, await AppendAsync(client, Two, Two.Report(time, time, Value(time), 0)));
        }

        await Task.WhenAll(Fill("a"), FillOther("b"), Fill("c"), FillOther("d"));
        Assert.Equal(["a", "b", "c", "d"], await other.ListClientsAsync(default));
        foreach (var client in new[] { "a", "b", "c", "d" })
            Assert.Equal(60, (await ScanAsync(client, "load1")).Count);
    }

    [Fact]
    public async Task Append_SealedReportSentAgainThroughOtherStore_IsNotStoredTwice()
    {
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        await using var other = OpenOther();
        var taken = await other.TakeAsync("a", default);
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.Single(await BlocksAsync(Tier.Raw));
        var again = Times(Start + 3, Start + 2 * Hour).Select(time => Two.Report(time / 10_000, time, 1, 1)).ToList();
        Assert.All(await other.AppendAsync(taken, [Two], again, default), Assert.False);
        Assert.Equal(0, await CountLogAsync());
    }

    [Fact]
    public async Task Append_WhileOtherStoreSeals_EachReportIsThereOnce()
    {
        await using var other = OpenOther();
        await MaintainAtAsync(Start + 3 * Hour);
        for (var round = 0; round < 10; round++)
        {
            var client = $"client{round}";
            var lease = await other.TakeAsync(client, default);
            var reports = Times(Start + 3, Start + 2 * Hour, Minute).Select(time => Two.Report(time, time, Value(time), 0)).ToList();
            await other.AppendAsync(lease, [Two], reports, default);
            var sealing = Store.CompactAsync(default);
            do await other.AppendAsync(lease, [Two], reports, default);
            while (!sealing.IsCompleted);
            await sealing;
            await other.AppendAsync(lease, [Two], reports, default);
        }

        await Store.CompactAsync(default);
        Assert.Equal(0, await CountLogAsync());
        var rows = await Store.Database.ReadAsync(
            snapshot => snapshot.Clients().Select(client => snapshot.Blocks(client.Id, Tier.Raw, 0, long.MaxValue)
                .Sum(block => BlockHead.Read(block.Head).Rows)).ToList(),
            default);
        Assert.Equal(Enumerable.Repeat(120, 10), rows);
    }

    [Fact]
    public async Task Maintain_OtherStoreMaintains_LeavesItToThatOneWhileItLives()
    {
        await MaintainAtAsync(Start + Minute);
        await using var other = OpenOther();
        await FillAsync("a", Start + 3, Start + 2 * Hour);
        await using var third = OpenOther();
        Time.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(Start + 3 * Hour));
        await other.MaintainAsync(default);
        Assert.Empty(await BlocksAsync(Tier.Raw));
        await Store.DisposeAsync();
        await other.MaintainAsync(default);
        await third.MaintainAsync(default);
        Open();
        Assert.Single(await BlocksAsync(Tier.Raw));
    }

    [Fact]
    public async Task Maintain_WindowsOfOtherStore_AreSealedToo()
    {
        await MaintainAtAsync(Start + Minute);
        await using var other = OpenOther();
        var lease = await other.TakeAsync("b", default);
        foreach (var from in new[] { Start, Start + 2 * Hour })
        {
            Report[] reports = [.. Times(from + 3, from + 2 * Hour).Select(time => Two.Report(time, time, Value(time), 0))];
            Assert.All(await other.AppendAsync(lease, [Two], reports, default), Assert.True);
            await MaintainAtAsync(from + 2 * Hour + 2 * Minute);
            Assert.Equal(from + 2 * Hour, (await BlocksAsync(Tier.Raw))[^1].Stop);
        }

        Assert.Equal(2, (await BlocksAsync(Tier.Raw)).Count);
    }

    [Fact]
    public async Task Open_ManyAtOnce_OneMakesTheTables()
    {
        await using var kind = new PostgresKind();
        await kind.StartAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => Task.Run(() => kind.Open(new SeriesStoreOptions { Time = Time }))));
        foreach (var store in stores)
        {
            Assert.Empty(await store.ListClientsAsync(default));
            await store.DisposeAsync();
        }
    }

    private SeriesStore OpenOther() => Kind.Open(new SeriesStoreOptions { Time = Time, Maintenance = Options });
}
