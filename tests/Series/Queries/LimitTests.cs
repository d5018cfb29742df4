using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Queries;

namespace Dcmon.TimeSeries.Tests.Queries;

[Collection(Alone.Name)]
public sealed class LimitTests
{
    private const string M = "m";

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task Samples_MoreThanTheLimit_SaysWhatToChange(long step)
    {
        var store = Filled(clients: 3, samples: 100);
        var query = Ask.Range(M, 0, 1_000_000, step);
        var refused = await Assert.ThrowsAsync<QueryTooLargeException>(() => store.ReadAsync(query, default, maxSamples: 299));
        Assert.Contains("299 samples", refused.Message);
        Assert.Equal(3, (await store.ReadAsync(query, default, maxSamples: 300)).Series.Count);
    }

    [Fact]
    public async Task Points_TooManySteps_IsRefusedBeforeAnythingIsRead()
    {
        var store = Filled(clients: 1, samples: 1);
        store.Scanning = client => throw new InvalidOperationException($"{client} was read.");
        var query = Ask.Range(M, 0, 2_000_000, 1);
        var refused = await Assert.ThrowsAsync<QueryTooLargeException>(() => store.ReadAsync(query, default));
        Assert.Contains("larger step", refused.Message);
    }

    [Fact]
    public async Task Points_TooManyLines_IsRefusedUnlessCombined()
    {
        var store = Filled(clients: 30, samples: 2);
        var query = Ask.Range(M, 0, 99_999, 1);
        await Assert.ThrowsAsync<QueryTooLargeException>(() => store.ReadAsync(query, default));
        query = query with { Across = Aggregation.Maximum, AcrossClients = true };
        Assert.Single((await store.ReadAsync(query, default)).Series);
    }

    [Fact]
    public async Task Quantile_OfTooManyValues_IsRefused()
    {
        var store = Filled(clients: 12, samples: 1);
        var query = Ask.Range(M, 0, 1_999_999, 1, across: Aggregation.Quantile) with { AcrossClients = true };
        var refused = await Assert.ThrowsAsync<QueryTooLargeException>(() => store.ReadAsync(query, default));
        Assert.Contains("quantile", refused.Message);
    }

    [Fact]
    public async Task Read_OneClientFails_ThatFailureIsThrown()
    {
        var store = Filled(clients: 20, samples: 1);
        store.Scanning = client => _ = client == "c7" ? throw new StoreUnavailableException("gone") : client;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync(Ask.Range(M, 0, 9, 1), default));
    }

    [Fact]
    public async Task Read_Cancelled_StopsInTheMiddleOfAScan()
    {
        var store = Filled(clients: 1, samples: 1000);
        using var cancel = new CancellationTokenSource();
        store.Scanning = _ => cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ReadAsync(Ask.Range(M, 0, 1000, 1), cancel.Token));
    }

    [Fact]
    public async Task Combined_ManyClients_HoldsOneLineNotAll()
    {
        const int Clients = 2000;
        var store = Filled(Clients, samples: 1);
        var query = Ask.Range(M, 0, 9_999, 1, across: Aggregation.Sum) with { AcrossClients = true };
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal(Clients, (await store.ReadAsync(query, default)).Series[0].Values[0]);
        // A line of every client would take 160 MB.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 40_000_000);
    }

    private static MemoryStore Filled(int clients, int samples)
    {
        var store = new MemoryStore();
        for (var i = 0; i < clients; i++)
            store.Add($"c{i}", Reports.Gauge("m"), [.. Enumerable.Range(1, samples).Select(at => at * 10L)], [.. Enumerable.Repeat(1.0, samples)]);
        return store;
    }
}
