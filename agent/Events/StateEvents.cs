using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Events;

/// <summary>Publishes changes of the state of things, each once, also across restarts of the agent.</summary>
/// <param name="events">Takes the events.</param>
/// <param name="reported">The states that were reported before.</param>
/// <param name="kind">Kind of the events.</param>
/// <param name="time">The clock.</param>
/// <param name="bmc">Name of a BMC in the network that the things belong to; null for those of this machine.</param>
internal sealed class StateEvents(EventPublisher events, ReportedStates reported, string kind, TimeProvider time, string? bmc = null)
{
    /// <summary>The state that was reported last; null where none was.</summary>
    public string? Before(string thing) => reported[thing];

    /// <summary>Remembers a state without an event, such as the first.</summary>
    public void Remember(string thing, string state) => reported.Remember(thing, state);

    /// <summary>Publishes that a thing has changed its state.</summary>
    /// <param name="thing">Its name.</param>
    /// <param name="state">The state, in a word.</param>
    /// <param name="severity">Its severity.</param>
    /// <param name="message">What happened, for people.</param>
    /// <param name="subject">Labels of the thing's series.</param>
    /// <param name="details">Further details.</param>
    public void Publish(string thing, string state, EventSeverity severity, string message, IEnumerable<Label> subject,
        params IEnumerable<Label> details)
    {
        var before = reported[thing] ?? "";
        var (key, onStored) = reported.Change(thing, state);
        var happened = new MachineEvent(time.GetUtcNow().ToUnixTimeMilliseconds(), kind, severity, message)
        {
            // One machine may report several BMCs.
            Key = bmc is null ? key : $"{bmc}:{key}",
            Subject = bmc is null ? [.. subject] : [.. subject, new("bmc", bmc)],
            Details = [new("state", state), new("before", before), .. details],
        };
        events.Publish(happened, onStored);
    }
}
