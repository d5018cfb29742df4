using Dcmon.Agent.Events;
using Dcmon.Agent.State;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Tests.Support;

/// <summary>Takes events as the reports do; what was kept of them outlives the agents of a test.</summary>
internal sealed class TestEvents : IDisposable
{
    private readonly EventQueue _queue = new();

    public TestEvents() => Publisher = new EventPublisher(_queue, new LogRecorder().Of<EventPublisher>());

    public EventPublisher Publisher { get; }

    public StateFiles State { get; } = new(null);

    /// <summary>What was reported before, as an agent that starts now finds it.</summary>
    public ReportedStates Reported(string name) => new(State, name);

    /// <summary>Changes of states, likewise.</summary>
    public StateEvents Changes(string kind, TimeProvider? time = null) => new(Publisher, Reported(kind), kind, time ?? TimeProvider.System);

    /// <summary>What was published since the last call.</summary>
    /// <param name="keep">False where the agent is killed before it is on disk.</param>
    public MachineEvent[] Take(bool keep = true) => [.. _queue.TakeAll().Select(each =>
    {
        if (keep) each.OnStored?.Invoke();
        return each.Event;
    })];

    public void Dispose() => State.Dispose();
}
