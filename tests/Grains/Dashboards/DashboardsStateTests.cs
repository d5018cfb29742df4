using System.Text.Json;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Grains.Dashboards;

namespace Dcmon.Grains.Tests.Dashboards;

public class DashboardsStateTests
{
    private const long Now = 1_700_000_000_000;
    private static readonly DashboardActor Ada = new("Ada", false);
    private static readonly DashboardActor Bob = new("Bob", false);
    private static readonly DashboardActor Root = new("Root", true);

    private DashboardsState _state = new();

    [Fact]
    public void List_OwnAndShared_SortedByName()
    {
        Create(Ada, "b", shared: false);
        Create(Bob, "C", shared: true);
        Create(Bob, "a", shared: false);
        Assert.Equal(["b", "C"], _state.List("ADA").Select(head => head.Name));
    }

    [Fact]
    public void Replace_RightVersion_CountsAndKeepsTheOwner()
    {
        var head = Create(Ada, "a", shared: true);
        var replaced = _state.Replace(head.Id, 1, Root, Draft("b", shared: true), Now + 60_000).Head!;
        Assert.Equal(
            (2, "Ada", "b", head.Changed + 60_000), (replaced.Version, replaced.Owner, replaced.Name, replaced.Changed));
        _state = _state.With(replaced);
        Assert.Equal(DashboardOutcome.Conflict, _state.Replace(head.Id, 1, Ada, Draft("c", shared: true), Now).Outcome);
    }

    [Fact]
    public void Change_OfOthers_IsForbiddenWhereSharedAndUnknownWhereNot()
    {
        var shared = Create(Ada, "a", shared: true);
        var secret = Create(Ada, "a", shared: false);
        Assert.Equal(DashboardOutcome.Forbidden, _state.Delete(shared.Id, Bob).Outcome);
        Assert.Equal(DashboardOutcome.Unknown, _state.Delete(secret.Id, Bob).Outcome);
        Assert.Equal(DashboardOutcome.Unknown, _state.Delete(secret.Id, Root).Outcome);
        Assert.Equal(DashboardOutcome.Done, _state.Delete(secret.Id, Ada).Outcome);
        Assert.Null(_state.Without(secret.Id).Find(secret.Id, "Ada"));
    }

    [Fact]
    public void Create_BeyondTheLimit_IsRefusedForThatUserOnly()
    {
        for (var i = 0; i < DashboardLimits.MaxPerUser; i++) Create(Ada, "d", shared: false);
        Assert.Equal(DashboardOutcome.TooMany, Decide(Ada, "d", shared: false).Outcome);
        Assert.Equal(DashboardOutcome.Done, Decide(Bob, "d", shared: false).Outcome);
    }

    [Fact]
    public void Create_Decided_ChangesNothingYet()
    {
        Decide(Ada, "a", shared: true);
        Assert.Empty(_state.Dashboards);
    }

    [Fact]
    public void State_OfEarlierVersions_IsRead()
    {
        var stored = JsonSerializer.Deserialize<DashboardsState>(
            """{"Dashboards":{"x":{"Id":"x","Name":"n","Owner":"Ada","Shared":true,"Changed":5,"Version":3}}}""")!;
        Assert.Equal(new DashboardHead("x", "n", "Ada", true, 5, 3), stored.Find("x", "Bob"));
    }

    private DashboardHead Create(DashboardActor actor, string name, bool shared)
    {
        var head = Decide(actor, name, shared).Head!;
        _state = _state.With(head);
        return head;
    }

    private DashboardAnswer Decide(DashboardActor actor, string name, bool shared) =>
        _state.Create(RandomText.Secure(12), actor, Draft(name, shared), Now);

    private static DashboardDraft Draft(string name, bool shared) => new(name, shared, "{}");
}
