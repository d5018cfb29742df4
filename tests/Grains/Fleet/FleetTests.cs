using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Tests.Cluster;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Fleet;

public sealed class FleetTests(ClusterFixture fixture) : ClusterTests(fixture), IAsyncLifetime
{
    private readonly FleetObserver _observer = new();
    private IFleetObserver _reference = null!;

    public async Task InitializeAsync()
    {
        await Cluster.Place(Grains.Fleet(), Cluster.FirstSilo, fleet => fleet.Count());
        _reference = Cluster.Second.CreateObjectReference<IFleetObserver>(_observer);
        await Cluster.Second.Fleet().Watch(_reference);
    }

    public Task DisposeAsync() => Cluster.Second.Fleet().Unwatch(_reference);

    [Fact]
    public async Task Enroll_Client_HasARowAtOnceAndObserversHear()
    {
        var client = await EnrollOnSecondSilo("new", "Hall 2", "rack-1");
        var row = Assert.Single(await Grains.Fleet().List(), row => row.Id == client.Id);
        Assert.Equal(("new", "Hall 2", "rack-1", false), (row.Name, row.Group, Assert.Single(row.Tags), row.Online));
        await Eventually.HoldsAsync(() => _observer.LatestOf(client.Id) is { Name: "new" });
        Assert.True((await Grains.Fleet().Find(client.Id))!.IsSameAs(client));
        Assert.Contains(await Cluster.Second.Fleet().Registrations(), each => each.Id == client.Id);
    }

    [Fact]
    public async Task Report_OfAClientOnTheOtherSilo_ObserversHear()
    {
        var client = await EnrollOnSecondSilo();
        var answer = (await Report(client.Id, 1, Now, 47)).Answer!;
        Assert.Equal(ReportOutcome.Stored, Assert.Single(answer.Reports).Outcome);
        await Eventually.HoldsAsync(() => _observer.LatestOf(client.Id) is { Online: true, LastSeen: not null });
        Assert.Contains(await Grains.Fleet().List(), row => row.Id == client.Id && row.Online);
    }

    [Fact]
    public async Task Report_LongAfterItsTime_ObserversHearOfTheSpanBeforeTheRow()
    {
        var client = await EnrollOnSecondSilo();
        var late = Now - 600_000;
        await Report(client.Id, 1, late, 47);
        await Eventually.HoldsAsync(() => _observer.LatestOf(client.Id)?.LastSeen is not null);
        var heard = _observer.Heard.ToList();
        var span = heard.IndexOf(new ClientSpan(client.Id, late, late));
        var row = heard.FindIndex(each => each is ClientSummary { LastSeen: not null } row && row.Id == client.Id);
        Assert.InRange(span, 0, row - 1);
    }

    [Fact]
    public async Task Revoke_Client_IsGoneAtOnceAndObserversHear()
    {
        var client = await EnrollOnSecondSilo();
        Assert.True(await Grains.Client(client.Id).Revoke());
        Assert.DoesNotContain(await Grains.Fleet().List(), row => row.Id == client.Id);
        Assert.DoesNotContain(await Grains.Fleet().Registrations(), each => each.Id == client.Id);
        Assert.NotNull((await Grains.Fleet().Find(client.Id))!.RevokedAt);
        await Eventually.HoldsAsync(() => _observer.Heard.Contains(client.Id));
    }

    [Fact]
    public async Task Deactivated_ItsGrain_FindsAllClientsAgain()
    {
        var first = await Enroll("first");
        await Cluster.Place(Grains.Client(first.Id), Cluster.FirstSilo, grain => grain.Get());
        var second = await EnrollOnSecondSilo("second");
        var revoked = await EnrollOnSecondSilo("revoked");
        var silent = await EnrollOnSecondSilo("silent");
        foreach (var client in new[] { first, second, revoked }) await Report(client.Id, 1, Now, 47);
        await Grains.Client(revoked.Id).Revoke();

        await Cluster.Place(Grains.Fleet(), Cluster.SecondSilo, fleet => fleet.Count());
        var names = (await Grains.Fleet().List()).Select(row => row.Name).ToList();
        Assert.Equal(["first", "second", "silent"], names.Intersect(["first", "second", "revoked", "silent"]));
        Assert.Equal(names.Count, await Grains.Fleet().Count());
        Assert.NotNull((await Grains.Fleet().Find(revoked.Id))!.RevokedAt);
        // Each is asked for its row.
        await Eventually.HoldsAsync(async () => (await Grains.Fleet().List()).Count(row =>
            (row.Id == first.Id || row.Id == second.Id) && row.LastSeen is not null && row.Online) == 2);
        Assert.Contains(await Grains.Fleet().List(), row => row.Id == silent.Id && !row.Online);
    }

    [Fact]
    public async Task Watch_ObserverThatFails_DoesNotKeepOthersFromHearing()
    {
        var gone = Cluster.Second.CreateObjectReference<IFleetObserver>(new FleetObserver());
        await Grains.Fleet().Watch(gone);
        Cluster.Second.DeleteObjectReference<IFleetObserver>(gone);
        var client = await EnrollOnSecondSilo();
        await Eventually.HoldsAsync(() => _observer.LatestOf(client.Id) is not null);
        await Report(client.Id, 1, Now, 47);
        await Eventually.HoldsAsync(() => _observer.LatestOf(client.Id) is { Online: true });
    }
}
