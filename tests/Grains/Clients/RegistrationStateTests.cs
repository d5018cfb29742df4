using System.Text.Json;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients;

namespace Dcmon.Grains.Tests.Clients;

public class RegistrationStateTests
{
    private static readonly RegistrationState None = new();
    private static readonly RegistrationState Known = new()
    {
        Registration = new ClientRegistration("a", "host", 1, ["rack-1"], Group: "Hall 2"),
    };

    [Fact]
    public void With_TagsOrGroup_LeavesTheOther()
    {
        Assert.Equal("Hall 3", Known.With(new ClientChange(null, true, "Hall 3"))!.Registration!.Group);
        var client = Known.With(new ClientChange(["spare"], false, null))!.Registration!;
        Assert.Equal(("Hall 2", "spare"), (client.Group, Assert.Single(client.Tags)));
        Assert.Null(Known.With(new ClientChange(null, true, null))!.Registration!.Group);
    }

    [Fact]
    public void Renew_OldCertificate_IsAcceptedUntilTheNewOneIsUsed()
    {
        Assert.True(Known.Accepts("1"));
        var renewed = Known.Renew("1", "2")!;
        Assert.True(renewed.Accepts("1") && renewed.Accepts("2"));
        Assert.False(renewed.Accepts("3"));
        Assert.Null(renewed.Use("1"));
        // Where the answer was lost, it is asked for again.
        renewed = renewed.Renew("1", "3")!;
        Assert.False(renewed.Accepts("2"));
        var used = renewed.Use("3")!;
        Assert.False(used.Accepts("1"));
        Assert.Null(used.Renew("1", "4"));
        Assert.Null(used.Use("3"));
        Assert.Equal(used.Certificates, used.Revoke(5)!.Certificates);
    }

    [Fact]
    public void With_RevokedOrUnknown_ChangesNothing()
    {
        var change = new ClientChange(["spare"], false, null);
        Assert.Null(Known.Revoke(5)!.With(change));
        Assert.Null(None.With(change));
    }

    [Fact]
    public void Revoke_Client_IsNoLongerInGoodStanding()
    {
        var revoked = Known.Revoke(5)!;
        Assert.Equal(Known.Registration! with { RevokedAt = 5 }, revoked.Registration);
        Assert.Null(revoked.Revoke(6));
        Assert.Null(None.Revoke(5));
    }

    [Fact]
    public void WithName_AnotherOne_IsItsName()
    {
        Assert.Equal(Known.Registration! with { Name = "other" }, Known.WithName("other")!.Registration);
        Assert.Null(Known.WithName("host"));
        Assert.Null(None.WithName("other"));
    }

    [Fact]
    public void Registration_StoredBeforeThereWereGroups_IsRead()
    {
        var stored = JsonSerializer.Deserialize<ClientRegistration>(
            """{"Id":"a","Name":"n","EnrolledAt":3,"Tags":["t"],"RevokedAt":4}""")!;
        Assert.True(new ClientRegistration("a", "n", 3, ["t"], 4).IsSameAs(stored));
    }

    [Fact]
    public void IsSameAs_OtherTags_IsNot()
    {
        var client = Known.Registration!;
        Assert.True(client.IsSameAs(client with { Tags = ["rack-1"] }));
        Assert.False(client.IsSameAs(client with { Tags = ["rack-2"] }));
        Assert.False(client.IsSameAs(client with { Name = "other" }));
    }
}
