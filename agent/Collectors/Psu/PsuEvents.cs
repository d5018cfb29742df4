using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Psu;

/// <summary>Publishes an event when a power supply changes its state.</summary>
internal sealed class PsuEvents(StateEvents events)
{
    private static readonly (string Name, string Words, EventSeverity Severity)[] States =
    [
        ("good", "works", EventSeverity.Info),
        ("warning", "needs a look", EventSeverity.Warning),
        ("critical", "does not work", EventSeverity.Critical),
        ("unknown", "does not report its state", EventSeverity.Warning),
        ("off", "is off", EventSeverity.Warning),
    ];

    /// <summary>Takes note of the state of one.</summary>
    public void Update(PowerSupplyReading reading)
    {
        var (number, state, words) = reading;
        var thing = $"{number}";
        var before = events.Before(thing);
        var (name, says, severity) = States[state];
        if (before == name) return;
        // A slot may be empty from the first: a power supply that was unknown is reported only if its state is bad.
        if (before is null && state is not (PowerSupplyState.Warning or PowerSupplyState.Critical)) events.Remember(thing, name);
        else events.Publish(thing, name, severity, $"power supply {number} {says}{(words.Length > 0 ? $": {words}" : "")}", [new Label("psu", thing)]);
    }
}
