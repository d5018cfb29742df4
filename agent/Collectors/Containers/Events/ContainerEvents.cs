using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Containers.Events;

/// <summary>
/// Makes machine events of an engine's events. It remembers what happened to a container just before: a stop that was
/// requested is informational. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Being out of memory shows in three ways, since the engine learns of it and of the exit from two sources: <c>oom</c>
/// before <c>die</c>, after it, or, where the machine is busy, never; then not even its details say so. So an exit by
/// SIGKILL that was not requested also counts as an error.
/// </remarks>
internal sealed class ContainerEvents
{
    /// <summary>Containers may vanish without an event; the number remembered is bounded.</summary>
    private const int MostRemembered = 1000;

    /// <summary>
    /// The OOM killer acts at once or not at all: a container that lost one process of several may run on for weeks.
    /// </summary>
    private const long OomReachNanos = 60_000_000_000;

    private const int Interrupt = 2, Quit = 3, Kill = 9, Terminate = 15, KilledCode = 128 + Kill;

    private readonly Dictionary<string, (string What, long Nanos)> _last = [];

    /// <summary>The event, or null where there is none to publish.</summary>
    public MachineEvent? Of(EngineEvent each)
    {
        switch (each.Action)
        {
            case "start":
                _last.Remove(each.Id);
                return Make(each, EventKinds.ContainerStarted, EventSeverity.Info, $"Container {each.Name} started");
            case "kill":
                if (each.Signal is null or Interrupt or Quit or Kill or Terminate) Remember(each, "stop");
                return null;
            case "oom":
                var hasEnded = Take(each) == "killed";
                if (!hasEnded) Remember(each, "oom");
                return Make(each, EventKinds.ContainerOom, EventSeverity.Error, OomText(each, hasEnded));
            case "die" or "died":
                var cause = Take(each) ?? (each.ExitCode == KilledCode ? "killed" : null);
                if (cause == "killed") Remember(each, cause);
                return Make(each, EventKinds.ContainerExit, Severity(each.ExitCode, cause), ExitText(each, cause), cause);
            case "health_status: " + ContainerHealth.Unhealthy:
                return Make(each, EventKinds.ContainerUnhealthy, EventSeverity.Warning, $"Container {each.Name} is unhealthy: its health check fails");
            default:
                return null;
        }
    }

    private void Remember(EngineEvent each, string what)
    {
        if (_last.Count >= MostRemembered) _last.Clear();
        _last[each.Id] = (what, each.Nanos);
    }

    private string? Take(EngineEvent each) =>
        _last.Remove(each.Id, out var last) && (last.What == "stop" || each.Nanos - last.Nanos <= OomReachNanos) ? last.What : null;

    private static EventSeverity Severity(int? exitCode, string? cause) => cause switch
    {
        "oom" or "killed" => EventSeverity.Error,
        "stop" => EventSeverity.Info,
        _ => exitCode == 0 ? EventSeverity.Info : EventSeverity.Warning,
    };

    private static string OomText(EngineEvent each, bool hasEnded) => hasEnded
        ? $"Container {each.Name} ran out of memory, which is what ended it"
        : $"Container {each.Name} ran out of memory, and a process of it was killed";

    private static string ExitText(EngineEvent each, string? cause)
    {
        var code = each.ExitCode is { } known ? $" with exit code {known}" : "";
        return cause switch
        {
            "oom" => $"Container {each.Name} ended{code} after it ran out of memory",
            "stop" => $"Container {each.Name} was stopped, and ended{code}",
            "killed" => $"Container {each.Name} was killed, perhaps for want of memory, and ended{code}",
            _ => $"Container {each.Name} ended{code}",
        };
    }

    private static MachineEvent Make(EngineEvent each, string kind, EventSeverity severity, string message, string? cause = null)
    {
        var details = new List<Label> { new("id", each.Id) };
        if (each.ExitCode is { } code) details.Add(new Label("exit_code", $"{code}"));
        if (cause is not null) details.Add(new Label("cause", cause));
        return new MachineEvent(each.Nanos / 1_000_000, kind, severity, message)
        {
            Key = each.Key,
            Subject = [new Label("container", each.Name), new Label("image", each.Image), .. each.Labels],
            Details = details,
        };
    }
}
