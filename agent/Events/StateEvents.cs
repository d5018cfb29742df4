using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Events;

/// <summary>Tells of things that change their state, each change once, also across restarts of the agent.</summary>
/// <param name="events">Takes the events.</param>
/// <param name="told">What was told before.</param>
/// <param name="kind">Kind of the events.</param>
/// <param name="time">The clock.</param>
/// <param name="bmc">Name of a BMC in the network that the things belong to; null for those of this machine.</param>
internal sealed class StateEvents(EventTeller events, ToldStates told, string kind, TimeProvider time, string? bmc = null)
{
    /// <summary>The state that was told last; null where none was.</summary>
    public string? Before(string thing) => told[thing];

    /// <summary>Takes note of a state that is no news, such as the first.</summary>
    public void Remember(string thing, string state) => told.Remember(thing, state);

    /// <summary>Tells that a thing is in another state than before.</summary>
    /// <param name="thing">Its name.</param>
    /// <param name="state">The state, in a word.</param>
    /// <param name="severity">How bad that is.</param>
    /// <param name="message">What happened, for people.</param>
    /// <param name="subject">Labels of the thing's series.</param>
    /// <param name="details">What else is known.</param>
    public void Tell(string thing, string state, EventSeverity severity, string message, IEnumerable<Label> subject, params IEnumerable<Label> details)
    {
        var before = told[thing] ?? "";
        var (key, kept) = told.Change(thing, state);
        var happened = new MachineEvent(time.GetUtcNow().ToUnixTimeMilliseconds(), kind, severity, message)
        {
            // Several BMCs may be told of by one machine.
            Key = bmc is null ? key : $"{bmc}:{key}",
            Subject = bmc is null ? [.. subject] : [.. subject, new("bmc", bmc)],
            Details = [new("state", state), new("before", before), .. details],
        };
        events.Tell(happened, kept);
    }
}
