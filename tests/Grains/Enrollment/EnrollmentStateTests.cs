using System.Text.Json;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Grains.Enrollment;

namespace Dcmon.Grains.Tests.Enrollment;

public class EnrollmentStateTests
{
    private const long Now = 1_700_000_000_000;
    private const string Token = "a-token";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    [Fact]
    public void Find_GoodToken_HasItsTagsAndGroup()
    {
        var found = With(uses: 1).Find(Token, Now)!;
        Assert.Equal(("rack-1", "Hall 2", 1), (Assert.Single(found.Tags), found.Group, found.UsesLeft));
    }

    [Fact]
    public void Spend_UsedUpToken_IsRefused()
    {
        var spent = With(uses: 2).Spend(Token, Now, out _)!;
        Assert.Equal(1, spent.Find(Token, Now)!.UsesLeft);
        spent = spent.Spend(Token, Now, out _)!;
        Assert.Null(spent.Find(Token, Now));
        Assert.Null(spent.Spend(Token, Now, out var none));
        Assert.Null(none);
        Assert.Empty(spent.Tokens);
    }

    [Fact]
    public void Spend_ExpiredToken_IsRefused()
    {
        var state = With(uses: 1);
        var last = Now + (long)Lifetime.TotalMilliseconds - 1;
        Assert.NotNull(state.Spend(Token, last, out _));
        Assert.Null(state.Spend(Token, last + 1, out _));
        Assert.Null(state.Find(Token, last + 1));
    }

    [Fact]
    public void Spend_UnknownToken_IsRefused() => Assert.Null(With(uses: 1).Spend("guess", Now, out _));

    [Fact]
    public void Add_LaterToken_DropsExpiredOnes()
    {
        var later = With(uses: 1).Add("later", Terms(1), Now + (long)Lifetime.TotalMilliseconds);
        Assert.Single(later.Tokens);
        Assert.NotNull(later.Find("later", Now));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Refund_SpentToken_HasTheUseAgain(int uses)
    {
        var before = With(uses);
        var refunded = before.Spend(Token, Now, out var spent)!.Refund(Token, spent!);
        Assert.Equivalent(before.Find(Token, Now), refunded.Find(Token, Now), strict: true);
    }

    [Fact]
    public void Refund_SpentByAnotherMeanwhile_AddsOneUse()
    {
        var before = With(uses: 3);
        var twice = before.Spend(Token, Now, out _)!.Spend(Token, Now, out _)!;
        Assert.Equal(2, twice.Refund(Token, before.Find(Token, Now)!).Find(Token, Now)!.UsesLeft);
    }

    [Fact]
    public void State_Stored_HoldsNoToken() => Assert.DoesNotContain(Token, JsonSerializer.Serialize(With(uses: 1)));

    [Fact]
    public void State_StoredBeforeTokensHadGroups_IsRead()
    {
        var stored = JsonSerializer.Deserialize<EnrollmentState>(
            """{"Tokens":{"ab":{"ExpiresAt":1,"UsesLeft":2,"Tags":["t"]}}}""")!;
        Assert.Equal((2, null), (stored.Tokens["ab"].UsesLeft, stored.Tokens["ab"].Group));
    }

    private static EnrollmentState With(int uses) => new EnrollmentState().Add(Token, Terms(uses), Now);

    private static TokenTerms Terms(int uses) => new(Lifetime, uses, ["rack-1"], "Hall 2");
}
