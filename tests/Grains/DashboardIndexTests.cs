using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Grains.Dashboards;
using Dcmon.Grains.Fleet;
using Dcmon.Testing;

namespace Dcmon.Grains.Tests;

public class DashboardIndexTests
{
    private static readonly DashboardActor Ada = new("Ada", false);
    private static readonly DashboardActor Bob = new("Bob", false);
    private static readonly DashboardActor Root = new("Root", true);

    private readonly ManualTimeProvider _time = new();
    private readonly DashboardIndex _index;

    public DashboardIndexTests() => _index = new DashboardIndex(new DashboardsMemory(), _time, FleetRegister.SecureText);

    [Fact]
    public void List_OwnAndShared_SortedByName()
    {
        _index.Create(Ada, Draft("b", shared: false));
        _index.Create(Bob, Draft("C", shared: true));
        _index.Create(Bob, Draft("a", shared: false));
        Assert.Equal(["b", "C"], _index.List("ADA").Select(head => head.Name));
    }

    [Fact]
    public void Replace_RightVersion_CountsAndKeepsTheOwner()
    {
        var head = _index.Create(Ada, Draft("a", shared: true)).Head!;
        _time.Advance(TimeSpan.FromMinutes(1));
        var now = _index.Replace(head.Id, 1, Root, Draft("b", shared: true)).Head!;
        Assert.Equal((2, "Ada", "b", head.Changed + 60_000), (now.Version, now.Owner, now.Name, now.Changed));
        Assert.Equal(DashboardOutcome.Conflict, _index.Replace(head.Id, 1, Ada, Draft("c", shared: true)).Outcome);
    }

    [Fact]
    public void Change_OfOthers_IsForbiddenWhereSharedAndUnknownWhereNot()
    {
        var shared = _index.Create(Ada, Draft("a", shared: true)).Head!;
        var secret = _index.Create(Ada, Draft("a", shared: false)).Head!;
        Assert.Equal(DashboardOutcome.Forbidden, _index.Delete(shared.Id, Bob).Outcome);
        Assert.Equal(DashboardOutcome.Unknown, _index.Delete(secret.Id, Bob).Outcome);
        Assert.Equal(DashboardOutcome.Unknown, _index.Delete(secret.Id, Root).Outcome);
        Assert.Equal(DashboardOutcome.Done, _index.Delete(secret.Id, Ada).Outcome);
        Assert.Null(_index.Find(secret.Id, "Ada"));
    }

    [Fact]
    public void Create_BeyondTheLimit_IsRefusedForThatUserOnly()
    {
        for (var i = 0; i < DashboardIndex.MostOfAUser; i++)
            Assert.Equal(DashboardOutcome.Done, _index.Create(Ada, Draft("d", shared: false)).Outcome);
        Assert.Equal(DashboardOutcome.TooMany, _index.Create(Ada, Draft("d", shared: false)).Outcome);
        Assert.Equal(DashboardOutcome.Done, _index.Create(Bob, Draft("d", shared: false)).Outcome);
    }

    private static DashboardDraft Draft(string name, bool shared) => new(name, shared, "{}");
}
