using Dcmon.GrainInterfaces.Accounts;
using Dcmon.Grains.Accounts;

namespace Dcmon.Grains.Tests.Accounts;

public class AccountsStateTests
{
    private const long Start = 1_000_000;
    private static readonly long Lifetime = (long)SessionLimits.Lifetime.TotalMilliseconds;
    private static readonly long TouchAfter = (long)SessionLimits.TouchAfter.TotalMilliseconds;

    private readonly AccountsState _state = new AccountsState()
        .With(new Account("Ann", "hash", "viewer")).With(new Account("bob", "other", "viewer"))
        .Start(Session("a", "Ann", Start), "hash")!.Start(Session("b", "bob", Start), "other")!;

    [Fact]
    public void FindSession_SaysWhoItIs_WithTheRoleOfNow()
    {
        Assert.Equal(new SessionOwner("Ann", "viewer", Start), _state.FindSession("a", Start));
        Assert.Equal("admin", _state.With(new Account("ann", "hash", "admin")).FindSession("a", Start)!.Role);
        Assert.Null(_state.FindSession("x", Start));
    }

    [Fact]
    public void FindSession_UnusedForItsLifetime_HasEnded()
    {
        Assert.NotNull(_state.FindSession("a", Start + Lifetime - 1));
        Assert.Null(_state.FindSession("a", Start + Lifetime));
        Assert.Null(_state.Touch("a", Start + Lifetime));
        Assert.Empty(_state.ListSessions("ann", Start + Lifetime));
    }

    [Fact]
    public void Touch_Used_LastsFromThenOn()
    {
        var later = Start + Lifetime - 1;
        var touched = _state.Touch("a", later)!;
        Assert.NotNull(touched.FindSession("a", later + Lifetime - 1));
        Assert.Null(touched.FindSession("b", later + Lifetime - 1));
    }

    [Fact]
    public void Touch_JustTouched_StoresNothing()
    {
        Assert.Null(_state.Touch("a", Start + TouchAfter));
        Assert.NotNull(_state.Touch("a", Start + TouchAfter + 1));
    }

    [Fact]
    public void With_NewPassword_EndsTheSessionsOfThatAccountAlone()
    {
        var changed = _state.With(new Account("ANN", "new", "viewer"));
        Assert.Null(changed.FindSession("a", Start));
        Assert.NotNull(changed.FindSession("b", Start));
    }

    [Fact]
    public void Reset_EndsAllSessions() => Assert.Empty(_state.Reset(new Account("ann", "new", "admin")).Sessions);

    [Fact]
    public void Start_PasswordWasChangedMeanwhile_DoesNot() =>
        Assert.Null(_state.With(new Account("ann", "new", "viewer")).Start(Session("c", "ann", Start), "hash"));

    [Fact]
    public void Start_DropsThoseThatHaveExpired() =>
        Assert.Equal(["c"], _state.Start(Session("c", "ann", Start + Lifetime), "hash")!.Sessions.Keys);

    [Fact]
    public void Start_OneTooMany_EndsTheLongestUnused()
    {
        var full = Enumerable.Range(1, SessionLimits.MaxPerUser - 1)
            .Aggregate(_state, (state, i) => state.Start(Session($"a{i}", "ann", Start + i), "hash")!);
        Assert.NotNull(full.FindSession("a", Start));
        var more = full.Start(Session("more", "ann", Start + 100), "hash")!;
        Assert.Null(more.FindSession("a", Start));
        Assert.Equal(SessionLimits.MaxPerUser, more.ListSessions("ann", Start + 100).Count);
        Assert.NotNull(more.FindSession("b", Start));
    }

    [Fact]
    public void End_OfAnotherUser_DoesNot()
    {
        Assert.Null(_state.End("bob", "a"));
        Assert.Null(_state.End("ann", "a")!.FindSession("a", Start));
    }

    private static Session Session(string id, string user, long now) => new(id, user, now, "192.0.2.1", "test", now);
}
