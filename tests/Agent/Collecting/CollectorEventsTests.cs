using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collecting;

public sealed class CollectorEventsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly EventQueue _events = new();
    private readonly CollectorSet _set;
    private string? _problem;

    public CollectorEventsTests() => _set = new CollectorSet([new Odd(this)], _time, new LogRecorder(), _events);

    [Fact]
    public async Task Failure_OfACollector_IsReportedOnceWithItsReasonAndItsEnd()
    {
        await RunAsync(3);
        Assert.Empty(_events.TakeAll());
        _problem = "no such\ndevice";
        await RunAsync(5);
        var down = Assert.Single(_events.TakeAll()).Event;
        Assert.Equal((EventKinds.CollectorDown, EventSeverity.Warning), (down.Kind, down.Severity));
        Assert.Equal("Collector odd fails: no such device", down.Message);
        Assert.Equal(("collector", "odd"), (down.Subject[0].Name, down.Subject[0].Value));
        _problem = null;
        await RunAsync(6);
        Assert.Empty(_events.TakeAll());
        await RunAsync(5);
        Assert.Equal(EventKinds.CollectorRecovered, Assert.Single(_events.TakeAll()).Event.Kind);
    }

    [Fact]
    public async Task Failure_AgainAndAgain_IsReportedOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            _problem = i % 2 == 0 ? "gone" : null;
            await RunAsync(1);
        }

        Assert.Equal(EventKinds.CollectorDown, Assert.Single(_events.TakeAll()).Event.Kind);
    }

    private async Task RunAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _set.CollectAsync(new SampleSet(), TimeSpan.FromSeconds(8));
            _time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    private sealed class Odd(CollectorEventsTests test) : ICollector
    {
        public string Name => "odd";

        public void Collect(SampleSet samples)
        {
            if (test._problem is { } problem) throw new IOException(problem);
        }
    }
}
