using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Units;
using Dcmon.Agent.Events;
using Dcmon.Agent.Tests.Rigs.Systemd;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Units;

/// <summary>The collector against a real systemd, through its real systemctl.</summary>
[Trait("Category", "Long")]
public sealed class RealSystemdTests : IDisposable
{
    private readonly FakeTools _tools = new();
    private readonly EventQueue _events = new();

    public void Dispose() => _tools.Dispose();

    [Fact]
    public async Task Collect_FailedAndChosenUnits_AreAsSystemdHasThem()
    {
        await using var rig = await SystemdRig.StartAsync();
        Service(rig, "crash", "ExecStart=/bin/sh -c 'exit 7'");
        Service(rig, "loop", "ExecStart=/bin/sh -c 'kill -SEGV $$$$'", "Restart=always", "RestartSec=10ms");
        Service(rig, "slow", "Type=notify", "TimeoutStartSec=100ms", "ExecStart=/bin/sleep 100");
        Service(rig, "busy", "CPUAccounting=yes", "ExecStart=/bin/sh -c 'i=0; while [ $$i -lt 100000 ]; do i=$$((i+1)); done; sleep 1000'");
        // The collector's systemctl is the rig's.
        _tools.Script("systemctl", $"exec {rig.EnterCommand} /usr/bin/systemctl \"$@\"");
        var collector = new UnitsCollector(new UnitSettings { Include = ["busy.service", "nothere.service"] }, _tools.Runner, new UnitFailures(new EventPublisher(_events, new LogRecorder().Of<EventPublisher>()), TimeProvider.System), rig.View);

        var before = await CollectAsync(collector);
        Assert.Equal(0, Value(before, "units_failed"));
        Assert.Equal(1, State(before, "busy.service", "inactive"));
        Assert.Empty(Events());

        rig.Systemctl("start", "--no-block", "crash", "loop", "slow", "busy");
        await Eventually.HoldsAsync(
            () => rig.Systemctl("list-units", "--failed", "--plain", "--no-legend").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 3,
            "three units have failed");
        SampleSet samples = new();
        await Eventually.HoldsAsync(
            async () => Value(samples = await CollectAsync(collector), "unit_cpu_seconds_total", "busy.service") > 0.01, "the busy unit has used CPU time");
        Assert.Equal(3, Value(samples, "units_failed"));
        Assert.Equal(5, Value(samples, "unit_restarts_total", "loop.service"));
        Assert.All(["crash.service", "loop.service", "slow.service"], unit => Assert.Equal(1, State(samples, unit, "failed")));
        Assert.Equal((1, 0), (State(samples, "busy.service", "active"), State(samples, "busy.service", "failed")));
        Assert.Null(State(samples, "nothere.service", "inactive"));

        var events = Events().OrderBy(each => each.Message).ToList();
        Assert.Equal(
            ["crash.service failed: it ended with status 7", "loop.service failed: signal 11 ended it", "slow.service failed: it did not start or stop in time"],
            events.Select(each => each.Message.Replace("core-dump", "signal")));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.All(events, each => Assert.InRange(each.Time, now - 60_000, now));
        Assert.Equal($"crash.service:{rig.Systemctl("show", "--property=InvocationID", "--value", "crash").Trim()}", events[0].Key);

        rig.Systemctl("reset-failed", "loop", "slow");
        rig.Systemctl("start", "--no-block", "crash");
        await Eventually.HoldsAsync(
            async () => (await CollectAsync(collector)).Count > 0
                && Events() is [{ Message: "crash.service failed: it ended with status 7" } again] && again.Key != events[0].Key,
            "the second failure is reported");
        Assert.Equal(1, Value(await CollectAsync(collector), "units_failed"));
        Assert.Empty(Events());
    }

    private static void Service(SystemdRig rig, string name, params string[] lines) =>
        rig.Write($"etc/systemd/system/{name}.service", $"[Service]\n{string.Join('\n', lines)}\n");

    private static async Task<SampleSet> CollectAsync(UnitsCollector collector)
    {
        Assert.Null(await collector.WhyAbsentAsync(default));
        var run = new CollectorRun(new SampleSet(), default);
        await collector.CollectAsync(run);
        Assert.Empty(run.Troubles);
        return run.Samples;
    }

    private List<MachineEvent> Events() => [.. _events.TakeAll().Select(each => each.Event)];

    private static double? Value(SampleSet samples, string metric) => samples.Find(MetricCatalog.Series(metric));

    private static double? Value(SampleSet samples, string metric, string unit) => samples.Find(MetricCatalog.Series(metric, new Label("unit", unit)));

    private static double? State(SampleSet samples, string unit, string state) => samples.Find(MetricCatalog.Series("unit_state", new("unit", unit), new("state", state)));
}
