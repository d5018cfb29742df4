using System.Globalization;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Units;

/// <summary>
/// Publishes each failure of a unit once, also those that are there when the agent starts: their keys tell the server
/// which of them it knows.
/// </summary>
internal sealed class UnitFailures(EventPublisher events, TimeProvider time)
{
    private Dictionary<string, string> _known = [];

    /// <summary>
    /// Compares the failed units with the last ones, and publishes those that are new or failed again.
    /// </summary>
    public void Update(IReadOnlyList<UnitStatus> failed)
    {
        var known = new Dictionary<string, string>();
        foreach (var unit in failed)
        {
            var run = unit.Invocation.Length > 0 ? unit.Invocation : unit.ChangedAt?.ToString(CultureInfo.InvariantCulture) ?? "";
            known[unit.Name] = run;
            if (_known.GetValueOrDefault(unit.Name) != run) events.Publish(Event(unit, run));
        }

        _known = known;
    }

    private MachineEvent Event(UnitStatus unit, string run) =>
        new(unit.ChangedAt ?? time.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.UnitFailed, EventSeverity.Error, $"{unit.Name} failed: {Reason(unit)}")
        {
            Key = run.Length > 0 ? $"{unit.Name}:{run}" : "",
            Subject = [new Label("unit", unit.Name)],
            Details =
            [
                new Label("result", unit.Result),
                new Label("status", unit.ExitStatus?.ToString(CultureInfo.InvariantCulture) ?? ""),
                new Label("restarts", unit.Restarts?.ToString(CultureInfo.InvariantCulture) ?? ""),
            ],
        };

    /// <summary>systemd.service(5) and systemd.exec(5) list the results.</summary>
    private static string Reason(UnitStatus unit) => (unit.Result, unit.ExitStatus) switch
    {
        ("exit-code", { } status) => $"it ended with status {status}",
        ("signal" or "core-dump", { } signal) => $"signal {signal} ended it",
        ("timeout", _) => "it did not start or stop in time",
        ("watchdog", _) => "it gave no sign of life in time",
        ("oom-kill", _) => "it was out of memory",
        ("start-limit-hit", _) => "it was started too often in a short time",
        (var result, _) => result,
    };
}
