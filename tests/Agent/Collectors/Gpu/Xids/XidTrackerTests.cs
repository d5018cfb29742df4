using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Agent.Events;
using Dcmon.Agent.Kernel;
using Dcmon.Agent.State;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Gpu.Xids;

public sealed class XidTrackerTests : IDisposable
{
    private const string Bus = "0000:3b:00.0";

    private readonly ManualTimeProvider _clock = new();
    private readonly StateFiles _state = new(null);
    private readonly EventQueue _queue = new();
    private readonly List<QueuedEvent> _reported = [];
    private readonly KernelCursor _cursor;
    private readonly XidTracker _desk;
    private long _sequence;

    public XidTrackerTests()
    {
        _cursor = new KernelCursor(_state, "kernel_log", "boot");
        _desk = new XidTracker(new EventPublisher(_queue, new LogRecorder().Of<EventPublisher>()), _clock);
        _desk.Register(new GpuDescription(3, "GPU-a", "NVIDIA H100", Bus, null, null));
    }

    public void Dispose() => _state.Dispose();

    [Fact]
    public void KernelLine_IsAnEventAtOnce_WithWhatToDo()
    {
        Line(79, "GPU has fallen off the bus.");

        var reported = Assert.Single(Events);
        Assert.Equal(("gpu_xid", EventSeverity.Critical, "boot:1"), (reported.Kind, reported.Severity, reported.Key));
        Assert.Equal("Xid 79, the GPU has fallen off the bus; restart the machine; if it comes back, ask support", reported.Message);
        Assert.Equal(["gpu=3", "uuid=GPU-a", "model=NVIDIA H100"], reported.Subject.Select(each => $"{each.Name}={each.Value}"));
        Assert.Equal(
            ["xid=79", "meaning=the GPU has fallen off the bus", "action=restart_machine", $"bus={Bus}", "pid=1234", "process=python3", "raw=GPU has fallen off the bus"],
            reported.Details.Select(each => $"{each.Name}={each.Value}"));
    }

    [Fact]
    public void Both_AreOne_WhicheverComesFirst()
    {
        _desk.AddNvml(Bus, 31);
        Advance(1);
        Line(31, "MMU fault");
        Advance(5);
        Line(13, "Graphics exception");
        Advance(1);
        _desk.AddNvml(Bus, 13);
        Advance(60);

        Assert.Equal(["31", "13"], Events.Select(Xid));
        Assert.All(Events, each => Assert.NotEmpty(each.Key));
        Assert.Equal([0, 0], Counts());
        Assert.Equal([1, 1], Counts());
    }

    [Fact]
    public void NvmlAlone_IsReportedAfterTwoSeconds_AndALateLineIsTheSame()
    {
        _desk.AddNvml(Bus, 48);
        Advance(1);
        Assert.Empty(Events);
        Advance(1);
        Assert.Equal("48", Xid(Assert.Single(Events)));
        Advance(5);
        Line(48, "DBE");
        Assert.Single(Events);
        Advance(10);
        Line(48, "DBE");
        Assert.Equal(2, Events.Count);
    }

    [Fact]
    public void TwoOfAKind_StayTwo()
    {
        Line(31, "one");
        Line(31, "two");
        _desk.AddNvml(Bus, 31);
        _desk.AddNvml(Bus, 31);
        Advance(30);
        Assert.Equal(2, Events.Count);
    }

    [Fact]
    public void Flood_IsTenAndTheirNumber()
    {
        for (var i = 0; i < 500; i++) Line(13, "again");
        Line(31, "another");
        Assert.Equal(11, Events.Count);
        Advance(61);
        Assert.Equal(12, Events.Count);
        Assert.Contains("490 more within a minute", Events[^1].Message);
        Assert.Equal("boot:500", Events[^1].Key); // The last of those that it stands for.
        _ = Counts();
        Assert.Equal([500, 1], Counts());
    }

    [Fact]
    public void CardUnknownToNvml_IsNamedByTheDriversLine()
    {
        Take("NVRM: GPU at PCI:0000:c1:00: GPU-b");
        Take("NVRM: Xid (PCI:0000:c1:00): 79, pid=1, name=x, off");
        Assert.Equal(["bus=0000:c1:00.0", "uuid=GPU-b"], Events.Single().Subject.Select(each => $"{each.Name}={each.Value}"));
    }

    [Fact]
    public void Counters_AreBounded()
    {
        for (var bus = 0; bus < 30; bus++)
            for (var xid = 0; xid < 100; xid++)
                Take($"NVRM: Xid (PCI:0000:{bus:x2}:00): {xid}, x");
        Assert.Equal(1000, Counts().Length);
    }

    [Fact]
    public void Cursor_StaysBeforeWhatIsNotOnDisk()
    {
        Take("eth0: link is up");
        Line(31, "one");
        Line(13, "two");
        Take("eth0: link is down");
        Assert.Equal(-1, Saved());
        Waiting[1].OnStored!();
        Assert.Equal(1, Saved());
        Waiting[0].OnStored!();
        Assert.Equal(4, Saved());
    }

    [Fact]
    public void Cursor_PassesWhatNvmlReportedBefore()
    {
        _desk.AddNvml(Bus, 48);
        Advance(3);
        Line(48, "DBE");
        Assert.Equal(1, Saved());
    }

    [Fact]
    public void Cursor_WaitsForWhatAFloodHeldBack()
    {
        for (var i = 0; i < 50; i++) Line(13, "again");
        foreach (var each in Waiting) each.OnStored!();
        Assert.Equal(10, Saved());
        Advance(61);
        Waiting[^1].OnStored!();
        Assert.Equal(50, Saved());
    }

    [Theory]
    [InlineData(154, "GPU recovery action changed from 0x0 (None) to 0x1 (GPU Reset Required)", 2)]
    [InlineData(154, "GPU recovery action changed from 0x2 (Node Reboot Required) to 0x0 (None)", 0)]
    [InlineData(43, "", 0)]
    [InlineData(63, "", 1)]
    [InlineData(74, "", 2)]
    [InlineData(95, "", 3)]
    [InlineData(103, "", 1)]
    [InlineData(9998, "", 1)]
    public void Severity_IsTheCatalogues(int xid, string text, byte severity) =>
        Assert.Equal((EventSeverity)severity, XidTable.Find(xid).With(text).Severity);

    private static string Xid(MachineEvent happened) => happened.Details.Single(each => each.Name == "xid").Value;

    private IReadOnlyList<MachineEvent> Events => [.. Waiting.Select(each => each.Event)];

    private IReadOnlyList<QueuedEvent> Waiting
    {
        get
        {
            _reported.AddRange(_queue.TakeAll());
            return _reported;
        }
    }

    private void Line(int xid, string text) => Take($"NVRM: Xid (PCI:0000:3b:00): {xid}, pid=1234, name=python3, {text}");

    private void Take(string line)
    {
        _cursor.MoveTo(++_sequence);
        _desk.AddKernelLine(line, _clock.GetUtcNow(), new KernelLogPosition(_cursor, "boot", _sequence));
    }

    /// <summary>Where an agent would go on that starts now.</summary>
    private long Saved()
    {
        _cursor.Save();
        return new KernelCursor(_state, "kernel_log", "boot").Sequence;
    }

    private void Advance(int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _desk.Flush();
    }

    private double[] Counts()
    {
        var samples = new SampleSet();
        _desk.AddTo(samples);
        return samples.Values.ToArray();
    }
}
