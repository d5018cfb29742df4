using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Spool;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Reporting;

public sealed class ReportMakerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly EventQueue _events = new();
    private readonly ProcessTableSlot _processes = new();
    private readonly ReportSpool _spool;
    private readonly ReportMaker _maker;

    public ReportMakerTests()
    {
        _spool = new ReportSpool(_directory.Path, new SpoolSettings(), _time, new Random(1), _log.Of<ReportSpool>());
        _maker = new ReportMaker(
            new CollectorSet([], _time, _log), new ExtrasMaker(_events, _processes), _spool,
            new EventReceipts(_spool, _log.Of<EventReceipts>()), TimeSpan.FromSeconds(1), _time, _log.Of<ReportMaker>());
    }

    public void Dispose()
    {
        _spool.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Make_NothingHappened_HasNoExtras() => Assert.True((await MakeAsync()).Extras.IsEmpty);

    [Fact]
    public async Task Make_EventsAndTable_AreTakenOnce()
    {
        _events.Post(Event("one"));
        _processes.Set(new ProcessTable([new(1, "init")]));
        var extras = ExtrasFormat.Read((await MakeAsync()).Extras.Span);
        Assert.Equal("one", Assert.Single(extras.Events).Message);
        Assert.Equal("init", Assert.Single(extras.Processes!.Processes).Name);
        Assert.True((await MakeAsync()).Extras.IsEmpty);
    }

    [Fact]
    public async Task Make_MoreThanAReportTakes_LeavesTheRestForTheNext()
    {
        for (var i = 0; i < WireLimits.MaxEventsPerReport + 5; i++) _events.Post(Event($"{i}"));
        Assert.Equal(WireLimits.MaxEventsPerReport, ExtrasFormat.Read((await MakeAsync()).Extras.Span).Events.Count);
        Assert.Equal(5, ExtrasFormat.Read((await MakeAsync()).Extras.Span).Events.Count);
    }

    [Fact]
    public async Task Make_LargeEvents_StayWithinTheLimitAndGoBeforeTheTable()
    {
        var large = new string('€', WireLimits.MaxEventMessageLength);
        for (var i = 0; i < 50; i++) _events.Post(Event(large));
        var arrived = 0;
        while (arrived < 50)
        {
            _processes.Set(new ProcessTable([.. Enumerable.Range(1, 64).Select(pid => new ProcessEntry(pid, large) { Command = large })]));
            var report = await MakeAsync();
            Assert.InRange(report.Extras.Length, 1, WireLimits.MaxExtrasBytes);
            var extras = ExtrasFormat.Read(report.Extras.Span);
            Assert.NotEmpty(extras.Events);
            arrived += extras.Events.Count;
            if (arrived < 50) Assert.Null(extras.Processes);
        }
    }

    [Fact]
    public async Task Make_EventOnDisk_NotifiesItsSourceInOrderWhateverOneOfThemThrows()
    {
        var kept = new List<string>();
        _events.Post(Event("1"), () => kept.Add("1"));
        _events.Post(Event("2"), () => throw new IOException("no room"));
        _events.Post(Event("3"), () =>
        {
            Assert.Single(Directory.GetFiles(_directory.Path, SpoolSegment.Pattern));
            kept.Add("3");
        });
        Assert.Empty(kept);
        await MakeAsync();
        Assert.Equal(["1", "3"], kept);
        Assert.Equal(1, _log.Count("no room"));
    }

    private async Task<Report> MakeAsync() => (await _maker.MakeAsync(TimeSpan.FromSeconds(10))).Report;

    private static MachineEvent Event(string message) => new(1, EventKinds.GpuEvent, EventSeverity.Info, message);
}
