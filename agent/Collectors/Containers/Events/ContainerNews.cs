using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Containers.Events;

/// <summary>
/// Makes events for people of what an engine says. It remembers of which containers an end is expected, since one that was told to end
/// is no news to worry about. Not safe for concurrent use.
/// </summary>
internal sealed class ContainerNews
{
    /// <summary>Containers may vanish without a word; those that are remembered are bounded.</summary>
    private const int MostRemembered = 1000;

    private const int Interrupt = 2, Quit = 3, Kill = 9, Terminate = 15;

    private readonly Dictionary<string, string> _expected = [];

    /// <summary>The event, or null where there is nothing to tell.</summary>
    public MachineEvent? Of(EngineEvent each)
    {
        switch (each.Action)
        {
            case "start":
                _expected.Remove(each.Id);
                return Make(each, EventKinds.ContainerStarted, EventSeverity.Info, $"Container {each.Name} started");
            case "kill":
                if (each.Signal is null or Interrupt or Quit or Kill or Terminate) Expect(each.Id, "stop");
                return null;
            case "oom":
                Expect(each.Id, "oom");
                return Make(each, EventKinds.ContainerOom, EventSeverity.Error, $"Container {each.Name} ran out of memory, and a process of it was killed");
            case "die" or "died":
                _expected.Remove(each.Id, out var cause);
                return Make(each, EventKinds.ContainerExit, Severity(each.ExitCode, cause), ExitText(each, cause), cause);
            case "health_status: " + ContainerHealth.Unhealthy:
                return Make(each, EventKinds.ContainerUnhealthy, EventSeverity.Warning, $"Container {each.Name} is unhealthy: its health check fails");
            default:
                return null;
        }
    }

    private void Expect(string id, string cause)
    {
        if (_expected.Count >= MostRemembered) _expected.Clear();
        _expected[id] = cause;
    }

    private static EventSeverity Severity(int? exitCode, string? cause) => cause switch
    {
        "oom" => EventSeverity.Error,
        "stop" => EventSeverity.Info,
        _ => exitCode == 0 ? EventSeverity.Info : EventSeverity.Warning,
    };

    private static string ExitText(EngineEvent each, string? cause)
    {
        var code = each.ExitCode is { } known ? $" with exit code {known}" : "";
        return cause switch
        {
            "oom" => $"Container {each.Name} ended{code} after it ran out of memory",
            "stop" => $"Container {each.Name} was stopped, and ended{code}",
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
