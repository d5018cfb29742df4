using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.State;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Reporting;

public sealed class LifecycleEventsTests : IDisposable
{
    private readonly TemporaryDirectory _machine = new();
    private readonly ManualTimeProvider _time = new();
    private readonly EventQueue _events = new();
    private readonly StateFiles _state;
    private readonly LogRecorder _log = new();
    private readonly LifecycleEvents _life;

    public LifecycleEventsTests()
    {
        _machine.Write("proc/stat", "cpu 1 2\nbtime 1700000000\n");
        _machine.Write("proc/sys/kernel/random/boot_id", "boot-1\n");
        _state = new StateFiles(_machine.File("state"));
        var roots = new Roots(_machine.File("proc"), _machine.File("sys"), _machine.File("etc"));
        _life = new LifecycleEvents(new EventPublisher(_events, _log.Of<EventPublisher>()), roots, _state, _time);
    }

    public void Dispose()
    {
        _state.Dispose();
        _machine.Dispose();
    }

    [Fact]
    public void Started_NewBoot_IsReportedUntilItIsStored()
    {
        Assert.Equal([EventKinds.HostBoot, EventKinds.AgentStart], Start(keep: false));
        Assert.Equal([EventKinds.HostBoot, EventKinds.AgentStart], Start(keep: true));
        Assert.Equal([EventKinds.AgentStart], Start(keep: true));
        _machine.Write("proc/sys/kernel/random/boot_id", "boot-2\n");
        Assert.Equal([EventKinds.HostBoot, EventKinds.AgentStart], Start(keep: true));
    }

    [Fact]
    public void Started_NewBoot_HasTheKernelsTimeAndKey()
    {
        _life.Started();
        var boot = _events.TakeAll()[0].Event;
        Assert.Equal((1_700_000_000_000, "boot-1"), (boot.Time, boot.Key));
    }

    [Fact]
    public void Started_NoBootId_ReportsTheAgentAlone()
    {
        File.Delete(_machine.File("proc/sys/kernel/random/boot_id"));
        Assert.Equal([EventKinds.AgentStart], Start(keep: true));
        File.Delete(_machine.File("proc/stat"));
        Assert.Equal([EventKinds.AgentStart], Start(keep: true));
    }

    [Fact]
    public void Stopped_IsReportedAndLogged()
    {
        _life.Stopped();
        Assert.Contains("agent_stop: The agent stops. version=", Assert.Single(_log.Lines));
        var stop = Assert.Single(_events.TakeAll()).Event;
        Assert.Equal((EventKinds.AgentStop, _time.GetUtcNow().ToUnixTimeMilliseconds()), (stop.Kind, stop.Time));
        Assert.NotEqual("", Assert.Single(stop.Details).Value);
    }

    private string[] Start(bool keep)
    {
        _life.Started();
        var taken = _events.TakeAll();
        if (keep)
            foreach (var each in taken) each.OnStored?.Invoke();
        return [.. taken.Select(each => each.Event.Kind)];
    }
}
