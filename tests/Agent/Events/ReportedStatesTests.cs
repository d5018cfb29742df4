using Dcmon.Agent.Events;
using Dcmon.Agent.State;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Events;

public sealed class ReportedStatesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Change_ThatWasKept_IsKnownAfterARestart()
    {
        New().Change("md0 of \n many words", "a state %20").OnStored();
        Assert.Equal("a state %20", New()["md0 of \n many words"]);
        Assert.Null(New()["md1"]);
    }

    [Fact]
    public void Change_ThatWasNotKept_HasTheSameKeyAgain()
    {
        var first = New().Change("md0", "degraded").Key;
        var states = New();
        Assert.Null(states["md0"]);
        var (again, kept) = states.Change("md0", "degraded");
        Assert.Equal(first, again);
        Assert.NotEqual(first, New().Change("md0", "broken").Key);
        kept();
        Assert.NotEqual(first, New().Change("md0", "ok").Key);
    }

    [Fact]
    public void Change_OfSeveral_EachIsKeptByItself()
    {
        var states = New();
        var (_, keptA) = states.Change("a", "1");
        var (_, keptB) = states.Change("b", "1");
        var (_, keptAAgain) = states.Change("a", "2");
        keptA();
        Assert.Equal(("1", null), (New()["a"], New()["b"]));
        keptB();
        keptAAgain();
        Assert.Equal(("2", "1"), (New()["a"], New()["b"]));
        string[] keys = [states.Change("a", "3").Key, states.Change("b", "3").Key, New().Change("c", "3").Key];
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public void Remember_IsKept_AndNoChange()
    {
        New().Remember("md0", "ok");
        var before = New().Change("md0", "degraded").Key;
        New().Remember("md0", "ok again");
        Assert.Equal("ok again", New()["md0"]);
        Assert.Equal(before, New().Change("md0", "degraded").Key);
    }

    [Fact]
    public void StateThatIsLost_BeginsAnotherEra()
    {
        var before = New().Change("md0", "degraded").Key;
        foreach (var damaged in (string[])["", "no era\n1 x md0", "\0\0\0"])
        {
            new StateFiles(_directory.Path).Save("states", damaged);
            Assert.NotEqual(before, New().Change("md0", "degraded").Key);
        }
    }

    [Fact]
    public void DiskThatCannotBeWritten_CostsOnlyTheMemory()
    {
        File.WriteAllText(_directory.File("cursors"), "no directory");
        var states = New();
        states.Remember("md0", "ok");
        states.Change("md0", "degraded").OnStored();
        Assert.Equal("degraded", states["md0"]);
    }

    private ReportedStates New() => new(new StateFiles(_directory.Path), "states");
}
