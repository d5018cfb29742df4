using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients;
using Dcmon.Grains.Clients.Programs;
using Dcmon.TimeSeries;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Storage;

namespace Dcmon.Grains.Tests.Clients.Programs;

public class ProgramsStateTests
{
    private const long Now = 1_700_000_000_000;
    private const long Hour = 3_600_000;

    [Fact]
    public void Add_Token_KeepsItsHashOnly()
    {
        var state = Add(new(), "dcm_a_secret", "switch");
        var stored = Serializer().Serialize(state).ToString();
        Assert.DoesNotContain("secret", stored);
        var id = IdOf(state, "switch");
        Assert.Equal(new ReportCaller(2, "switch", Token: id), state.CallerOf("dcm_a_secret"));
        Assert.Null(state.Refusal(id, Now));
        Assert.Equal("", state.CallerOf("dcm_a_other").Token);
        Assert.Contains("not known", state.Refusal("", Now));
    }

    [Fact]
    public void Add_NameThatIsTaken_IsRefusedUntilItHasExpired()
    {
        var state = Add(new(), "1", "switch");
        Assert.Contains("is taken", Assert.Single(Assert.Throws<InvalidRequestException>(() => Add(state, "2", "switch")).Problems["name"]));
        Assert.Throws<InvalidRequestException>(() => Add(state, "2", ProgramsState.CertificateName));
        var again = Add(state, "2", "switch", Now + Hour);
        Assert.Equal((3, 1), (again.CallerOf("2").Source, again.Tokens.Count));
    }

    [Fact]
    public void Add_MoreThanTheMost_IsRefusedUntilOneIsGone()
    {
        var state = Enumerable.Range(0, ProgramsState.MaxTokens).Aggregate(new ProgramsState(), (made, i) => Add(made, $"{i}", $"p{i}"));
        Assert.Contains("has 16 tokens", Assert.Single(Assert.Throws<InvalidRequestException>(() => Add(state, "x", "x")).Problems["name"]));
        Assert.Equal(ProgramsState.MaxTokens, Add(state.Revoke(IdOf(state, "p3"))!, "x", "x").Tokens.Count);
        Assert.Single(Add(state, "x", "x", Now + Hour).Tokens);
    }

    [Fact]
    public void Add_AllNumbersGivenOut_BeginsAnewWithoutThoseInUse()
    {
        var state = Add(Add(new(), "a", "a"), "b", "b") with { LastSource = ReportSource.Limit - 1 };
        Assert.Equal(4, Add(state, "c", "c").CallerOf("c").Source);
    }

    [Fact]
    public void Refusal_ExpiredOrRevoked_SaysWhich()
    {
        var state = Add(new(), "1", "switch");
        var id = IdOf(state, "switch");
        Assert.Null(state.Refusal(id, Now + Hour - 1));
        Assert.Contains("expired at 2023-11-14 23:13:20Z", state.Refusal(id, Now + Hour));
        Assert.Contains("revoked", state.Revoke(id)!.Refusal(id, Now));
        Assert.Null(state.Revoke("other"));
    }

    [Fact]
    public void Use_Token_IsStoredOnceAnHourAndNamesItsSource()
    {
        var state = Add(new(), "1", "switch");
        Assert.Empty(state.UsedSince(Now));
        var used = state.Use(2, Now)!;
        Assert.Null(used.Use(2, Now + Hour - 1));
        Assert.Equal(Now + Hour, Assert.Single(used.Use(2, Now + Hour)!.List(_ => null)).LastUsed);
        Assert.Equal(Now + 5, Assert.Single(used.List(_ => Now + 5)).LastUsed);
        Assert.Equal(Now, Assert.Single(used.List(_ => Now - 5)).LastUsed);
        used = used.Use(ProgramsState.CertificateSource, Now)!;
        // It may have been used until an hour later.
        Assert.Equal([(1, "certificate"), (2, "switch")], used.UsedSince(Now + Hour - 1).Select(each => (each.Key, each.Value)).Order());
        Assert.Empty(used.UsedSince(Now + Hour));
        Assert.Null(used.Use(77, Now));
    }

    [Fact]
    public void Registration_StoredBeforeThereWerePrograms_HasNone()
    {
        var state = Serializer().Deserialize<RegistrationState>(BinaryData.FromString("""{"Registration":null,"Certificates":null}"""))!;
        Assert.Empty(state.Programs.Tokens);
        var written = state with { Programs = Add(new(), "1", "switch").Use(2, Now)! };
        Assert.Equal(
            written.Programs.Tokens, Serializer().Deserialize<RegistrationState>(Serializer().Serialize(written))!.Programs.Tokens);
    }

    [Theory]
    [InlineData("", 60, "name")]
    [InlineData("a\nb", 60, "name")]
    [InlineData("name", 0, "lifetimeSeconds")]
    [InlineData("name", 200_000_000, "lifetimeSeconds")]
    public void Check_OutOfRange_IsRefused(string name, int seconds, string field) => Assert.Equal(
        [field],
        Assert.Throws<InvalidRequestException>(() => ProgramTokenRules.Check(new(name, TimeSpan.FromSeconds(seconds)))).Problems.Keys);

    [Theory]
    [InlineData("dcm_abc_def", "abc")]
    [InlineData("dcm_a_b_def", "a_b")]
    [InlineData("dcm__def", null)]
    [InlineData("dcm_def", null)]
    [InlineData("other_abc_def", null)]
    public void ClientOf_Text_IsTheClientOfAToken(string text, string? client) => Assert.Equal(client, ProgramTokenText.ClientOf(text));

    private static ProgramsState Add(ProgramsState state, string token, string name, long now = Now) =>
        state.Add(token, new ProgramTokenTerms(name, TimeSpan.FromHours(1)), now, "admin");

    private static string IdOf(ProgramsState state, string name) => Assert.Single(state.Tokens, each => each.Name == name).Id;

    private static SystemTextJsonGrainStorageSerializer Serializer() =>
        new(Options.Create(new SystemTextJsonGrainStorageSerializerOptions()));
}
