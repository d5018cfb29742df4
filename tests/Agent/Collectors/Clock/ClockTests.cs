using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Clock;
using Dcmon.Agent.Events;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Timing;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Clock;

public sealed class ClockTests
{
    private readonly SetClock _time = new();
    private readonly EventQueue _events = new();
    private readonly ServerClock _server;
    private readonly ClockCollector _collector;

    public ClockTests()
    {
        _server = new ServerClock(_time);
        _collector = new ClockCollector(_server, new EventPublisher(_events, new LogRecorder().Of<EventPublisher>()), _time);
    }

    [Fact]
    public void Offset_QuickestAnswer_Counts()
    {
        // The server is 2.5 s behind; an answer that comes late makes it look further off.
        Exchange(there: 0.010, back: 0.010);
        Exchange(there: 0.010, back: 4);
        Exchange(there: 0.010, back: 0.030);
        var samples = Collect();
        Assert.Equal(2.5, Value(samples, "clock_offset_seconds")!.Value, 3);
        Assert.Equal(0.020, Value(samples, "server_latency_seconds")!.Value, 6);
    }

    [Fact]
    public void Offset_OnlyTheLastAnswers_Count()
    {
        Exchange(there: 0.001, back: 0.001);
        for (var i = 0; i < 8; i++) Exchange(there: 0.010, back: 0.030);
        Assert.Equal(2.51, Value(Collect(), "clock_offset_seconds")!.Value, 3);
        Assert.Equal(0.040, Value(Collect(), "server_latency_seconds")!.Value, 6);

        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Null(Value(Collect(), "clock_offset_seconds"));
    }

    [Fact]
    public void Offset_ServerThatDoesNotSay_IsNone()
    {
        _server.Answered(_server.BeginRequest(), 0);
        Assert.Null(Value(Collect(), "clock_offset_seconds"));
    }

    [Theory]
    [InlineData(3.25, "the clock was set 3.25 s forward, or the machine slept as long", "3.25")]
    [InlineData(-7200, "the clock was set 7200 s back", "-7200")]
    public void Step_OfMoreThanASecond_IsAnEvent(double seconds, string message, string detail)
    {
        Exchange(there: 0.010, back: 0.010);
        Collect();
        _time.Advance(TimeSpan.FromSeconds(10));
        _time.Set(TimeSpan.FromSeconds(seconds));
        Assert.Null(Value(Collect(), "clock_offset_seconds"));

        var step = Assert.Single(_events.TakeAll()).Event;
        Assert.Equal((EventKinds.ClockStep, message, EventSeverity.Warning), (step.Kind, step.Message, step.Severity));
        Assert.Equal([new Label("seconds", detail)], step.Details);
        _time.Advance(TimeSpan.FromSeconds(10));
        Collect();
        Assert.Empty(_events.TakeAll());
    }

    [Fact]
    public void Step_OfLess_IsNone()
    {
        Collect();
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            _time.Set(TimeSpan.FromSeconds(0.9));
            Collect();
        }

        Assert.Empty(_events.TakeAll());
    }

    [Fact]
    public void Kernel_OfThisMachine_SaysHowRightItIs()
    {
        var samples = Collect();
        Assert.Empty(_collector.Troubles);
        Assert.True(Value(samples, "clock_synchronized") is 0 or 1);
        // The kernel says 16 s where nobody keeps the clock right.
        Assert.InRange(Value(samples, "clock_error_seconds")!.Value, 0, 16);
    }

    /// <summary>A request and its answer of a server whose clock is 2.5 s behind.</summary>
    private void Exchange(double there, double back)
    {
        var request = _server.BeginRequest();
        _time.Advance(TimeSpan.FromSeconds(there));
        var serverTime = _time.GetUtcNow().AddSeconds(-2.5).ToUnixTimeMilliseconds();
        _time.Advance(TimeSpan.FromSeconds(back));
        _server.Answered(request, serverTime);
    }

    private SampleSet Collect()
    {
        var samples = new SampleSet();
        _collector.Collect(samples);
        return samples;
    }

    private static double? Value(SampleSet samples, string metric) => samples.Find(MetricCatalog.Series(metric));

    /// <summary>A clock that a test also sets, which its timestamps do not follow.</summary>
    private sealed class SetClock : TimeProvider
    {
        private readonly ManualTimeProvider _steady = new();
        private TimeSpan _set;

        public override long TimestampFrequency => _steady.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _set;

        public override long GetTimestamp() => _steady.GetTimestamp();

        public void Advance(TimeSpan time) => _steady.Advance(time);

        public void Set(TimeSpan by) => _set += by;
    }
}
