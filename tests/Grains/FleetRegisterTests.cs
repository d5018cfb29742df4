using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Fleet;
using Dcmon.Testing;

namespace Dcmon.Grains.Tests;

public class FleetRegisterTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FleetMemory _memory = new();
    private readonly FleetRegister _register;

    public FleetRegisterTests() => _register = new FleetRegister(_memory, _time, FleetRegister.SecureText);

    [Fact]
    public void Enroll_GoodToken_MakesAClientWithItsTags()
    {
        var client = _register.Enroll(Token(uses: 1), "host")!;
        Assert.Equal(("host", "rack-1"), (client.Name, Assert.Single(client.Tags)));
        Assert.Equal(client, _register.Find(client.Id));
    }

    [Fact]
    public void Enroll_UsedUpToken_IsRefused()
    {
        var token = Token(uses: 2);
        Assert.NotEqual(_register.Enroll(token, "a")!.Id, _register.Enroll(token, "b")!.Id);
        Assert.Null(_register.Enroll(token, "c"));
    }

    [Fact]
    public void Enroll_ExpiredToken_IsRefused()
    {
        var token = Token(uses: 1);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_register.Enroll(token, "a"));
    }

    [Fact]
    public void Enroll_UnknownToken_IsRefused() => Assert.Null(_register.Enroll("guess", "a"));

    [Fact]
    public void CreateToken_Memory_HoldsNoToken()
    {
        var token = Token(uses: 1);
        Assert.DoesNotContain(token, System.Text.Json.JsonSerializer.Serialize(_memory));
    }

    [Fact]
    public void Revoke_Client_IsNoLongerInGoodStanding()
    {
        var client = _register.Enroll(Token(uses: 1), "host")!;
        Assert.NotNull(_register.Revoke(client.Id)!.RevokedAt);
        Assert.Empty(_register.InGoodStanding());
        Assert.Null(_register.Revoke("nobody"));
    }

    [Fact]
    public void Enroll_TokenOfAGroup_PutsTheClientIntoIt()
    {
        var token = _register.CreateToken(new TokenTerms(TimeSpan.FromHours(1), 1, [], "Hall 2"));
        Assert.Equal("Hall 2", _register.Enroll(token, "host")!.Group);
    }

    [Fact]
    public void Describe_TagsOrGroup_LeavesTheOther()
    {
        var id = _register.Enroll(Token(uses: 1), "host")!.Id;
        Assert.Equal("Hall 2", _register.Describe(id, new ClientChange(null, true, "Hall 2"))!.Group);
        var client = _register.Describe(id, new ClientChange(["spare"], false, null))!;
        Assert.Equal(("Hall 2", "spare"), (client.Group, Assert.Single(client.Tags)));
        Assert.Null(_register.Describe(id, new ClientChange(null, true, null))!.Group);
    }

    [Fact]
    public void Describe_RevokedOrUnknown_ChangesNothing()
    {
        var id = _register.Enroll(Token(uses: 1), "host")!.Id;
        _register.Revoke(id);
        Assert.Null(_register.Describe(id, new ClientChange(["spare"], false, null)));
        Assert.Null(_register.Describe("nobody", new ClientChange(["spare"], false, null)));
    }

    [Fact]
    public void Memory_KeptBeforeTokensHadGroups_IsRead()
    {
        var kept = System.Text.Json.JsonSerializer.Deserialize<FleetMemory>("""{"Tokens":{"ab":{"ExpiresAt":1,"UsesLeft":2,"Tags":["t"]}}}""")!;
        Assert.Equal((2, null), (kept.Tokens["ab"].UsesLeft, kept.Tokens["ab"].Group));
    }

    private string Token(int uses) => _register.CreateToken(new TokenTerms(TimeSpan.FromHours(1), uses, ["rack-1"]));
}
