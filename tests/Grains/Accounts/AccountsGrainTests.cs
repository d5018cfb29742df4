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
}
