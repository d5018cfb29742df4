using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Units;
using Dcmon.Agent.Events;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Units;

public sealed class UnitsCollectorTests : IDisposable
{
    private const string Failed = "--state=failed *";

    private readonly FakeTools _tools = new();
    private readonly TemporaryDirectory _root = new();
    private readonly ManualTimeProvider _time = new();
    private readonly EventQueue _events = new();
    private TimeSpan _timeout = TimeSpan.FromSeconds(60);
    private CollectorRun _run = new(new SampleSet(), default);

    public void Dispose()
    {
        _tools.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task Collect_FailedAndChosen_HaveSeriesAndEvents()
    {
        _tools.Answer("systemctl", Failed, Fixture.Bytes("Collectors/Units/Fixtures/failed.txt"));
        _tools.Answer("systemctl", "docker.service user-*", Fixture.Bytes("Collectors/Units/Fixtures/chosen.txt"));
        await CollectAsync(Collector("docker.service", "user-*"));
        Assert.Equal(3, Value("units_failed"));
        Assert.Equal((1, 0), (State("loop.service", "failed"), State("loop.service", "active")));
        Assert.Equal((5, 0.018034, null), (Value("unit_restarts_total", "loop.service"), Value("unit_cpu_seconds_total", "loop.service"), Value("unit_memory_bytes", "loop.service")));
        Assert.Equal((1, 2, 186339328, 93.213425), (
            State("docker.service", "active"), Value("unit_restarts_total", "docker.service"),
            Value("unit_memory_bytes", "docker.service"), Value("unit_cpu_seconds_total", "docker.service")));
        Assert.Equal((1, null), (State("user-1000.slice", "active"), Value("unit_restarts_total", "user-1000.slice")));
        Assert.Null(State("nothere.service", "inactive"));
        Assert.Empty(_run.Troubles);

        var events = Events();
        Assert.Equal(
            ["loop.service failed: it ended with status 2", "slow.service failed: it did not start or stop in time", @"mnt-big\x2ddisk.mount failed: exit-code"],
            events.Select(each => each.Message));
        var first = events[0];
        Assert.Equal((EventKinds.UnitFailed, EventSeverity.Error, 1_795_392_813_000, "loop.service:0dbf9b685b7e451ba66c52498434073b"), (first.Kind, first.Severity, first.Time, first.Key));
        Assert.Equal([new Label("unit", "loop.service")], first.Subject);
        Assert.Equal([new Label("result", "exit-code"), new Label("status", "2"), new Label("restarts", "5")], first.Details);
    }

    [Fact]
    public async Task Collect_StillFailed_IsReportedOnceButEachNewFailureIs()
    {
        var collector = Collector();
        foreach (var (invocation, reported) in ((string, int)[])[("1a", 1), ("1a", 0), ("2b", 1), ("2b", 0)])
            await ExpectAsync(invocation, reported);
        _tools.Script("systemctl", "exit 0");
        await CollectAsync(collector);
        Assert.Equal(0, Value("units_failed"));
        await ExpectAsync("2b", 1); // reset-failed, then it failed again without a run of its own: the key tells the server

        async Task ExpectAsync(string invocation, int reported)
        {
            _tools.Script("systemctl", $"printf 'Id=x.service\\nLoadState=loaded\\nActiveState=failed\\nResult=signal\\nExecMainStatus=9\\nInvocationID={invocation}\\n'");
            await CollectAsync(collector);
            var events = Events();
            Assert.Equal(reported, events.Count);
            Assert.All(events, each => Assert.Equal(("x.service failed: signal 9 ended it", _time.GetUtcNow().ToUnixTimeMilliseconds()), (each.Message, each.Time)));
        }
    }

    [Fact]
    public async Task Collect_ChosenCannotBeAsked_HasTheFailedOnes()
    {
        _tools.Answer("systemctl", Failed, Fixture.Bytes("Collectors/Units/Fixtures/failed.txt"));
        _tools.Answer("systemctl", "a.service", "", 1, "Access denied");
        await CollectAsync(Collector("a.service"));
        Assert.Equal(3, Value("units_failed"));
        Assert.Equal(["include: systemctl failed with status 1: Access denied"], _run.Troubles);
    }

    [Fact]
    public async Task Collect_HundredsOfUnits_AreBounded()
    {
        _tools.Script("systemctl", "i=0; while [ $i -lt 300 ]; do printf 'Id=u%s.service\\nActiveState=failed\\n\\n' $i; i=$((i+1)); done");
        await CollectAsync(Collector());
        Assert.Equal(300, Value("units_failed"));
        Assert.Equal(1 + 100 * 5, _run.Samples.Count);
        Assert.Single(_run.Troubles);
    }

    [Theory]
    [InlineData("exec /usr/bin/head -c 100000000 /dev/zero", "systemctl: more than 4MB of output")]
    [InlineData("exec /usr/bin/yes", "systemctl: more than 4MB of output")]
    [InlineData("exec /usr/bin/head -c 100000 /dev/urandom", "systemctl prints no unit that can be read")]
    [InlineData("printf 'Id=cut-off.serv'", "systemctl prints no unit that can be read")]
    [InlineData("echo 'Failed to connect to bus: Host is down' >&2; exit 1", "systemctl failed with status 1: Failed to connect to bus: Host is down")]
    public async Task Collect_HostileTool_FailsWithItsReason(string script, string reason)
    {
        _tools.Script("systemctl", script);
        var error = await Assert.ThrowsAsync<ToolException>(() => CollectAsync(Collector()));
        Assert.Equal(reason, error.Message);
        Assert.Empty(Events());
    }

    [Fact]
    public async Task Collect_NoAnswer_FailsInTime()
    {
        _timeout = TimeSpan.FromSeconds(0.2);
        _tools.Script("systemctl", "exec /bin/sleep 1000");
        Assert.Equal("systemctl: no answer within 0.2 s", (await Assert.ThrowsAsync<ToolException>(() => CollectAsync(Collector()))).Message);
    }

    [Fact]
    public async Task WhyAbsent_AsksForSystemdAndItsTool()
    {
        var collector = Collector();
        Assert.Equal("systemd does not run this machine", await collector.WhyAbsentAsync(default));
        Directory.CreateDirectory(_root.File("run/systemd/system"));
        Assert.Equal("systemctl is not installed", await collector.WhyAbsentAsync(default));
        _tools.Script("systemctl", "exit 0");
        Assert.Null(await collector.WhyAbsentAsync(default));
    }

    private UnitsCollector Collector(params string[] include)
    {
        var settings = new UnitSettings { Include = include, Timeout = _timeout };
        return new UnitsCollector(settings, _tools.Runner,
            new UnitFailures(new EventPublisher(_events, new LogRecorder().Of<EventPublisher>()), _time), _root.Path);
    }

    private async Task CollectAsync(UnitsCollector collector)
    {
        _run = new CollectorRun(new SampleSet(), default);
        await collector.CollectAsync(_run);
    }

    private List<MachineEvent> Events() => [.. _events.TakeAll().Select(each => each.Event)];

    private double? Value(string metric) => _run.Samples.Find(MetricCatalog.Series(metric));

    private double? Value(string metric, string unit) => _run.Samples.Find(MetricCatalog.Series(metric, new Label("unit", unit)));

    private double? State(string unit, string state) => _run.Samples.Find(MetricCatalog.Series("unit_state", new("unit", unit), new("state", state)));
}
