using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Psu;

/// <summary>Tells when a power supply changes its state, each time once, also across restarts of the agent.</summary>
/// <param name="events">Takes the events.</param>
/// <param name="told">What was told before.</param>
/// <param name="bmc">Name of a BMC in the network whose supplies these are; null for the machine's own.</param>
/// <param name="time">The clock.</param>
internal sealed class PsuEvents(EventTeller events, ToldStates told, string? bmc, TimeProvider time)
{
    private static readonly (string Name, string Words, EventSeverity Severity)[] States =
    [
        ("good", "works", EventSeverity.Info),
        ("warning", "needs a look", EventSeverity.Warning),
        ("critical", "does not work", EventSeverity.Critical),
        ("unknown", "does not tell its state", EventSeverity.Warning),
        ("off", "is off", EventSeverity.Warning),
    ];

    /// <summary>Takes note of the state of one.</summary>
    public void Note(PowerSupplyReading reading)
    {
        var (number, state, words) = reading;
        var thing = $"{number}";
        var before = told[thing];
        if (before == States[state].Name) return;
        // A slot may be empty from the first: only what is bad already is told of supplies that were not known.
        if (before is null && state is not (PowerSupplyState.Warning or PowerSupplyState.Critical))
        {
            told.Remember(thing, States[state].Name);
            return;
        }

        var (key, kept) = told.Change(thing, States[state].Name);
        List<Label> subject = [new("psu", thing)];
        if (bmc is not null) subject.Add(new("bmc", bmc));
        var happened = new MachineEvent(
            time.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.PsuState, States[state].Severity,
            $"power supply {number} {States[state].Words}{(words.Length > 0 ? $": {words}" : "")}")
        {
            Key = bmc is null ? key : $"{bmc}:{key}",
            Subject = subject,
            Details = [new("state", States[state].Name), new("before", before ?? "")],
        };
        events.Tell(happened, kept);
    }
}
