using Dcmon.GrainInterfaces;
using Dcmon.Grains.Tests.Cluster;
using Dcmon.Queries;

namespace Dcmon.Grains.Tests.History;

public sealed class HistoryGrainTests(ClusterFixture fixture) : ClusterTests(fixture)
{
    private readonly string _client = "client-" + RandomText.Secure(8);

    [Fact]
    public async Task Query_FromEitherSilo_SeesWhatWasStoredOnTheOther()
    {
        var client = await EnrollOnSecondSilo();
        var time = Now;
        await Report(client.Id, 1, time, 47);
        var query = Query(time - 1000, time) with { Clients = [client.Id] };
        foreach (var grains in new[] { Cluster.First, Cluster.Second, Cluster.Outside })
        {
            var answer = await grains.History().Query(query, default);
            Assert.Equal((time, 47), (Assert.Single(answer.Times), Assert.Single(Assert.Single(answer.Series).Values)));
        }
    }

    [Fact]
    public async Task Query_BadMatcher_IsRefused()
    {
        var answer = await Cluster.Outside.History().Query(Query(0, 1) with { Match = ["gpu=~\"(\""] }, default);
        Assert.NotNull(answer.Refusal);
    }

    [Fact]
    public async Task Cancel_WhileItReads_CallerGetsItAndTheReadStops()
    {
        var gate = Cluster.Series.Hold(_client);
        using var cancellation = new CancellationTokenSource();
        var reading = Cluster.Outside.History().Processes(_client, Now, cancellation.Token);
        await gate.Entered;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await gate.Cancelled;
    }

    [Fact]
    public async Task Read_WhileAnotherReads_DoesNotWait()
    {
        var gate = Cluster.Series.Hold(_client);
        var held = Cluster.First.History().Processes(_client, Now, default);
        await gate.Entered;
        Assert.Null(await Cluster.First.History().Processes("another", Now, default));
        Assert.False(held.IsCompleted);
        gate.Open();
        Assert.Null(await held);
    }

    private static RangeQuery Query(long from, long to) =>
        new("temperature", null, new Dictionary<string, string>(), from, to, Step: 0);
}
