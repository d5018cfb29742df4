using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Grains.Tests.Cluster;

namespace Dcmon.Grains.Tests.Dashboards;

public sealed class DashboardsGrainTests(ClusterFixture fixture) : ClusterTests(fixture), IAsyncLifetime
{
    private readonly DashboardActor _actor = new("User-" + RandomText.Secure(8), false);

    private IDashboardsGrain Dashboards => Grains.Dashboards();

    public Task InitializeAsync() => Cluster.Place(Dashboards, Cluster.SecondSilo, grain => grain.List("nobody"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Replace_Versions_AreReadableWhileSomebodyHasTheOldHead()
    {
        var first = (await Dashboards.Create(_actor, Draft("a", "1"))).Head!;
        var second = (await Dashboards.Replace(first.Id, 1, _actor, Draft("b", "2"))).Head!;
        var content = Grains.DashboardContent(first.Id);
        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal(
            (Content("1"), Content("2"), null), (await content.Get(1), await content.Get(2), await content.Get(3)));
        var late = await Dashboards.Replace(first.Id, 1, _actor, Draft("c", "3"));
        Assert.Equal(DashboardOutcome.Conflict, late.Outcome);
        Assert.Equal(second, await Dashboards.Find(first.Id, _actor.User));
    }

    [Fact]
    public async Task Create_ThenRestart_IsThere()
    {
        var head = (await Dashboards.Create(_actor, Draft(" a ", "1"))).Head!;
        await Cluster.Deactivate(Dashboards);
        await Cluster.Deactivate(Grains.DashboardContent(head.Id));
        Assert.Equal([head], await Dashboards.List(_actor.User.ToUpperInvariant()));
        Assert.Equal("a", head.Name);
        Assert.Equal(Content("1"), await Grains.DashboardContent(head.Id).Get(1));
    }

    [Fact]
    public async Task Delete_Dashboard_IsGoneWithItsContent()
    {
        var head = (await Dashboards.Create(_actor, Draft("a", "1"))).Head!;
        Assert.Equal(DashboardOutcome.Done, (await Dashboards.Delete(head.Id, _actor)).Outcome);
        Assert.Empty(await Dashboards.List(_actor.User));
        Assert.Null(await Grains.DashboardContent(head.Id).Get(1));
        Assert.Equal(DashboardOutcome.Unknown, (await Dashboards.Delete(head.Id, _actor)).Outcome);
    }

    [Fact]
    public async Task Create_BadDraft_IsRefusedByTheNamesOfTheFields()
    {
        var invalid = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Dashboards.Create(_actor, new DashboardDraft("", false, "[]")));
        Assert.Equal(["content", "name"], invalid.Problems.Keys.Order());
        Assert.Empty(await Dashboards.List(_actor.User));
    }

    private static DashboardDraft Draft(string name, string title) => new(name, false, Content(title));

    private static string Content(string title) => $$"""{"panels":[{"title":"{{title}}"}]}""";
}
