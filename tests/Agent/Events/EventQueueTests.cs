using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Self;
using Dcmon.Agent.Events;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Events;

public sealed class EventQueueTests
{
    private readonly EventQueue _queue = new();

    [Fact]
    public void Take_Posted_GivesTheOldestFirstWithinTheBounds()
    {
        for (var i = 0; i < 10; i++) _queue.Post(Event($"{i}"));
        Assert.Equal(["0", "1", "2"], Messages(_queue.Take(3, int.MaxValue)));
        var size = ExtrasFormat.SizeOf(Event("0"));
        Assert.Equal(["3", "4"], Messages(_queue.Take(100, 3 * size - 1)));
        Assert.Empty(_queue.Take(100, size - 1));
        Assert.Equal(["5", "6", "7", "8", "9"], Messages(_queue.TakeAll()));
        Assert.Empty(_queue.TakeAll());
    }

    [Fact]
    public void Post_MoreThanFit_DropsTheOldestAndCounts()
    {
        for (var i = 0; i < EventQueue.Capacity + 7; i++) _queue.Post(Event($"{i}"));
        Assert.Equal((7, EventQueue.Capacity), (_queue.Dropped, _queue.Count));
        Assert.Equal("7", _queue.Take(1, int.MaxValue)[0].Event.Message);
        using var parts = new TestParts();
        var samples = new SampleSet();
        new SelfCollector(parts.Parts.Spool, parts.Parts.Tools, _queue).Collect(samples);
        Assert.Equal(7, samples.Find(MetricCatalog.Series("agent_events_dropped_total")));
    }

    [Fact]
    public void Post_LargeEvents_AreBoundedInBytes()
    {
        var large = Event(new string('€', 4096));
        for (var i = 0; i < EventQueue.Capacity; i++) _queue.Post(large);
        Assert.InRange(_queue.Count, 1, EventQueue.CapacityBytes / ExtrasFormat.SizeOf(large));
        Assert.Equal(EventQueue.Capacity, _queue.Count + _queue.Dropped);
        // What was taken away makes room.
        _queue.TakeAll();
        _queue.Post(large);
        Assert.Single(_queue.TakeAll());
    }

    [Theory]
    [InlineData(EventSeverity.Info, 0)]
    [InlineData(EventSeverity.Warning, 0)]
    [InlineData(EventSeverity.Error, 1)]
    [InlineData(EventSeverity.Critical, 1)]
    public void Post_BadNews_IsUrgent(EventSeverity severity, int expected)
    {
        var urgent = 0;
        _queue.Urgent += () => urgent++;
        _queue.Post(Event("x") with { Severity = severity });
        Assert.Equal(expected, urgent);
    }

    [Fact]
    public async Task Post_FromManyThreads_LosesNone()
    {
        var taken = new List<QueuedEvent>();
        var posting = Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 2000; i++) _queue.Post(Event($"{thread}:{i}"));
        })));
        while (!posting.IsCompleted) taken.AddRange(_queue.Take(50, int.MaxValue));
        await posting;
        taken.AddRange(_queue.TakeAll());
        Assert.Equal(8000, taken.Select(each => each.Event.Message).Distinct().Count());
    }

    [Fact]
    public void Slot_NewestTable_IsTakenOnce()
    {
        var slot = new ProcessTableSlot();
        Assert.Null(slot.Take());
        slot.Set(new ProcessTable([new(1, "old")]));
        slot.Set(new ProcessTable([new(2, "new")]));
        Assert.Equal("new", Assert.Single(slot.Take()!.Processes).Name);
        Assert.Null(slot.Take());
    }

    private static MachineEvent Event(string message) => new(1, EventKinds.GpuEvent, EventSeverity.Info, message);

    private static IEnumerable<string> Messages(IEnumerable<QueuedEvent> events) => events.Select(each => each.Event.Message);
}
