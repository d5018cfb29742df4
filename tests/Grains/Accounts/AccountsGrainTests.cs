using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;
using Dcmon.Grains.Tests.Cluster;

namespace Dcmon.Grains.Tests.Accounts;

public sealed class AccountsGrainTests(ClusterFixture fixture) : ClusterTests(fixture), IAsyncLifetime
{
    private readonly string _user = "User-" + RandomText.Secure(8);

    private IAccountsGrain Accounts => Grains.Accounts();

    public Task InitializeAsync() => Cluster.Place(Accounts, Cluster.SecondSilo, grain => grain.Find("nobody"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Put_ThenFind_WhateverItsCase()
    {
        var account = new Account(_user, "hash", "viewer");
        await Accounts.Put(account);
        Assert.Equal(account, await Accounts.Find(_user.ToUpperInvariant()));
        await Cluster.Deactivate(Accounts);
        Assert.Equal(account, await Accounts.Find(_user.ToLowerInvariant()));
        Assert.Null(await Accounts.Find(_user + "x"));
    }

    [Fact]
    public async Task Put_SameNameInAnotherCase_ReplacesIt()
    {
        await Accounts.Put(new Account(_user, "hash", "viewer"));
        await Accounts.Put(new Account(_user.ToLowerInvariant(), "hash", "admin"));
        Assert.Equal("admin", (await Accounts.Find(_user))!.Role);
    }

    [Fact]
    public async Task CreateFirst_WhereThereIsOne_DoesNothing()
    {
        await Accounts.Put(new Account(_user, "hash", "viewer"));
        Assert.False(await Accounts.CreateFirst(new Account(_user + "x", "hash", "admin")));
        Assert.Null(await Accounts.Find(_user + "x"));
    }

    [Fact]
    public async Task Session_OutlivesTheActivation_UntilEnded()
    {
        await Accounts.Put(new Account(_user, "hash", "viewer"));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var session = new Session(_user + "-1", _user, now, "192.0.2.1", "test", now);
        Assert.True(await Accounts.StartSession(session, "hash"));
        await Cluster.Deactivate(Accounts);
        Assert.Equal(new SessionOwner(_user, "viewer", now), await Accounts.FindSession(session.Id));
        Assert.Equal([session], await Accounts.ListSessions(_user));
        Assert.True(await Accounts.EndSession(_user, session.Id));
        await Cluster.Deactivate(Accounts);
        Assert.Null(await Accounts.FindSession(session.Id));
    }
}
