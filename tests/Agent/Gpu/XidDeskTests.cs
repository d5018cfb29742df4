using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Gpu;
using Dcmon.Agent.Collectors.Gpu.Events;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Gpu;

public sealed class XidDeskTests : IGpuEvents
{
    private const string Bus = "0000:3b:00.0";

    private readonly ManualTimeProvider _clock = new();
    private readonly List<GpuEvent> _events = [];
    private readonly XidDesk _desk;
    private long _sequence;

    public XidDeskTests()
    {
        _desk = new XidDesk(this, _clock);
        _desk.Know(new GpuDescription(3, "GPU-a", "NVIDIA H100", Bus, null, null));
    }

    void IGpuEvents.Post(GpuEvent happened) => _events.Add(happened);

    [Fact]
    public void KernelLine_IsAnEventAtOnce_WithWhatToDo()
    {
        Line(79, "GPU has fallen off the bus.");

        var told = Assert.Single(_events);
        Assert.Equal(("gpu_xid", GpuEventSeverity.Critical, "boot:1"), (told.Kind, told.Severity, told.Key));
        Assert.Equal("Xid 79, the GPU has fallen off the bus; restart the machine; if it comes back, ask support", told.Message);
        Assert.Equal(["gpu=3", "uuid=GPU-a", "model=NVIDIA H100"], told.Subject.Select(each => $"{each.Name}={each.Value}"));
        Assert.Equal(
            ["xid=79", "action=restart_machine", $"bus={Bus}", "pid=1234", "process=python3", "raw=GPU has fallen off the bus"],
            told.Details.Select(each => $"{each.Name}={each.Value}"));
    }

    [Fact]
    public void Both_AreOne_WhicheverComesFirst()
    {
        _desk.TakeNvml(Bus, 31);
        Advance(1);
        Line(31, "MMU fault");
        Advance(5);
        Line(13, "Graphics exception");
        Advance(1);
        _desk.TakeNvml(Bus, 13);
        Advance(60);

        Assert.Equal(["31", "13"], _events.Select(Xid));
        Assert.All(_events, each => Assert.NotEmpty(each.Key));
        Assert.Equal([0, 0], Counts());
        Assert.Equal([1, 1], Counts());
    }

    [Fact]
    public void NvmlAlone_IsToldAfterTwoSeconds_AndALateLineIsTheSame()
    {
        _desk.TakeNvml(Bus, 48);
        Advance(1);
        Assert.Empty(_events);
        Advance(1);
        Assert.Equal("48", Xid(Assert.Single(_events)));
        Advance(5);
        Line(48, "DBE");
        Assert.Single(_events);
        Advance(10);
        Line(48, "DBE");
        Assert.Equal(2, _events.Count);
    }

    [Fact]
    public void TwoOfAKind_StayTwo()
    {
        Line(31, "one");
        Line(31, "two");
        _desk.TakeNvml(Bus, 31);
        _desk.TakeNvml(Bus, 31);
        Advance(30);
        Assert.Equal(2, _events.Count);
    }

    [Fact]
    public void Flood_IsTenAndTheirNumber()
    {
        for (var i = 0; i < 500; i++) Line(13, "again");
        Line(31, "another");
        Assert.Equal(11, _events.Count);
        Advance(61);
        Assert.Equal(12, _events.Count);
        Assert.Contains("490 more within a minute", _events[^1].Message);
        Assert.Empty(_events[^1].Key);
        _ = Counts();
        Assert.Equal([500, 1], Counts());
    }

    [Fact]
    public void CardUnknownToNvml_IsNamedByTheDriversLine()
    {
        Assert.False(_desk.TakeLine("NVRM: GPU at PCI:0000:c1:00: GPU-b", _clock.GetUtcNow(), "boot:9"));
        Assert.True(_desk.TakeLine("NVRM: Xid (PCI:0000:c1:00): 79, pid=1, name=x, off", _clock.GetUtcNow(), "boot:10"));
        Assert.Equal(["bus=0000:c1:00.0", "uuid=GPU-b"], _events.Single().Subject.Select(each => $"{each.Name}={each.Value}"));
    }

    [Fact]
    public void Counters_AreBounded()
    {
        for (var bus = 0; bus < 30; bus++)
            for (var xid = 0; xid < 100; xid++)
                _desk.TakeLine($"NVRM: Xid (PCI:0000:{bus:x2}:00): {xid}, x", _clock.GetUtcNow(), "");
        Assert.Equal(1000, Counts().Length);
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
        Assert.Equal((GpuEventSeverity)severity, XidTable.Find(xid).With(text).Severity);

    private static string Xid(GpuEvent happened) => happened.Details.Single(each => each.Name == "xid").Value;

    private void Line(int xid, string text) => _desk.TakeLine(
        $"NVRM: Xid (PCI:0000:3b:00): {xid}, pid=1234, name=python3, {text}", _clock.GetUtcNow(), $"boot:{++_sequence}");

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
