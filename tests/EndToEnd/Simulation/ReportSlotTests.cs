using Dcmon.Simulation.Agents;

namespace Dcmon.EndToEnd.Simulation;

/// <summary>When simulated agents report.</summary>
public sealed class ReportSlotTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public void Fleet_OverAnInterval_IsSpreadEvenly()
    {
        var due = Enumerable.Range(0, 500).Select(number => new ReportSlot(number / 500.0).After(Noon, TenSeconds)).Order().ToList();
        Assert.All(due.Zip(due.Skip(1), (one, next) => next - one), gap => Assert.Equal(TimeSpan.FromMilliseconds(20), gap));
    }

    [Fact]
    public void Slot_AfterATime_IsAnIntervalLater()
    {
        var slot = new ReportSlot(0.37);
        var first = slot.After(Noon, TenSeconds);
        Assert.Equal(first + TenSeconds, slot.After(first, TenSeconds));
    }

    [Fact]
    public void Slot_WhoseIntervalChanges_NeverComesTwice()
    {
        var slot = new ReportSlot(0.37);
        var slow = slot.After(Noon, TenSeconds);
        var fast = slot.After(slow, TimeSpan.FromSeconds(1));
        Assert.InRange(fast - slow, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
    }
}
