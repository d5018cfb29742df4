using Dcmon.Load.Agents;

namespace Dcmon.EndToEnd.Simulation;

/// <summary>When simulated agents report.</summary>
public sealed class BeatTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public void Fleet_OverAnInterval_IsSpreadEvenly()
    {
        var due = Enumerable.Range(0, 500).Select(number => new Beat(number / 500.0).After(Noon, TenSeconds)).Order().ToList();
        Assert.All(due.Zip(due.Skip(1), (one, next) => next - one), gap => Assert.Equal(TimeSpan.FromMilliseconds(20), gap));
    }

    [Fact]
    public void Beat_AfterABeat_IsAnIntervalLater()
    {
        var beat = new Beat(0.37);
        var first = beat.After(Noon, TenSeconds);
        Assert.Equal(first + TenSeconds, beat.After(first, TenSeconds));
    }

    [Fact]
    public void Beat_WhoseIntervalChanges_NeverComesTwice()
    {
        var beat = new Beat(0.37);
        var slow = beat.After(Noon, TenSeconds);
        var fast = beat.After(slow, TimeSpan.FromSeconds(1));
        Assert.InRange(fast - slow, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
    }
}
