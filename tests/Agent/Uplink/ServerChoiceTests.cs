using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

public sealed class ServerChoiceTests
{
    private static readonly Uri A = new("https://a:8444");
    private static readonly Uri B = new("https://b:8444");
    private static readonly Uri C = new("https://c:8444");

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Fails_ThreeTimesInARow_GoesOnToTheNext()
    {
        var choice = Make(A, B, C);
        Assert.Equal([false, false, true], Fail(choice, 3));
        Assert.Equal(B, choice.Current);
        choice.MarkFailed();
        choice.MarkFailed();
        choice.MarkWorking();
        Assert.Equal([false, false], Fail(choice, 2));
        Assert.Equal(B, choice.Current);
    }

    [Fact]
    public void Fails_ForHalfAMinute_GoesOnToTheNext()
    {
        var choice = Make(A, B);
        Assert.False(choice.MarkFailed());
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.True(choice.MarkFailed());
        Assert.Equal(B, choice.Current);
    }

    [Fact]
    public void Fails_All_WaitsOnceARound()
    {
        var choice = Make(A, B, C);
        Assert.Equal([false, false, true, false, false, true, false, false, false], Fail(choice, 9));
        Assert.Equal(A, choice.Current);
    }

    [Fact]
    public void Fails_TheOnlyOne_IsTriedAgain()
    {
        Assert.All(Fail(Make(A), 10), Assert.False);
        Assert.All(Fail(Make(), 10), Assert.False);
        Assert.Null(Make().Current);
    }

    [Fact]
    public void IsTimeToLook_OnAnotherThanTheFirst_EachFiveMinutes()
    {
        var choice = Make(A, B, C);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(choice.IsSearchDue);
        Fail(choice, 6);
        Assert.Equal([A, B], choice.Preferred);
        Assert.False(choice.IsSearchDue);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(choice.IsSearchDue);
        choice.MarkSearched();
        Assert.False(choice.IsSearchDue);
    }

    [Fact]
    public void Return_PreferredFailsAgain_GoesBackAtOnce()
    {
        var choice = Make(A, B, C);
        Fail(choice, 6);
        choice.MarkWorking();
        choice.ReturnTo(B);
        Assert.Equal(B, choice.Current);
        Assert.True(choice.MarkFailed());
        Assert.Equal(C, choice.Current);
        choice.ReturnTo(A);
        choice.MarkWorking();
        Assert.Equal([false, false, true], Fail(choice, 3));
        Assert.Equal(B, choice.Current);
    }

    private ServerChoice Make(params Uri[] servers) => new(servers, _time);

    private static bool[] Fail(ServerChoice choice, int times) => [.. Enumerable.Range(0, times).Select(_ => choice.MarkFailed())];
}
