using System.Globalization;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Events;
using Dcmon.Agent.State;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Vast;

/// <summary>
/// Publishes an event when an instance starts or ends, each once, also across restarts of the agent: which ones ran is remembered. Not
/// safe for concurrent use.
/// </summary>
/// <param name="state">Where that is saved.</param>
/// <param name="events">Gets the events.</param>
/// <param name="time">The clock.</param>
internal sealed class Rentals(StateFiles state, EventPublisher events, TimeProvider time)
{
    private const string StateName = "vast.instances";

    /// <summary>When each instance that runs was started, Unix milliseconds, by its name.</summary>
    private Dictionary<string, long>? _running;

    /// <summary>Compares with what was there before.</summary>
    /// <param name="instances">All of them, also those that do not run.</param>
    /// <exception cref="IOException">What was saved cannot be read.</exception>
    public void Update(IReadOnlyList<ContainerRow> instances)
    {
        _running ??= Parse(state.Read(StateName));
        foreach (var each in instances.Where(Instance.Runs))
            if (!_running.ContainsKey(each.Name))
                Start(each);
        var runs = instances.Where(Instance.Runs).Select(each => each.Name).ToHashSet();
        foreach (var name in _running.Keys.Where(each => !runs.Contains(each)).ToArray())
            End(name, instances.FirstOrDefault(each => each.Name == name));
    }

    private void Start(ContainerRow instance)
    {
        var at = instance.StartedAt?.ToUnixTimeMilliseconds() ?? time.GetUtcNow().ToUnixTimeMilliseconds();
        _running![instance.Name] = at;
        var details = new List<Label> { new("instance", Instance.Number(instance)) };
        if (instance.Gpus is { Count: > 0 } gpus) details.Add(new Label("gpus", string.Join(',', gpus)));
        Post(new MachineEvent(at, EventKinds.RentalStarted, EventSeverity.Info, $"Instance {instance.Name} started")
        {
            Key = $"{instance.Name}:{at}",
            Subject = [new Label("container", instance.Name), new Label("image", instance.Image)],
            Details = details,
        });
    }

    /// <param name="name">The instance.</param>
    /// <param name="left">What is left of it; null where its container is gone as well.</param>
    private void End(string name, ContainerRow? left)
    {
        var startedAt = _running![name];
        _running.Remove(name);
        // One that was removed, or ended while the agent did not run, ended some time before now.
        var finishedAt = left?.FinishedAt?.ToUnixTimeMilliseconds() ?? 0;
        var at = finishedAt > startedAt ? finishedAt : time.GetUtcNow().ToUnixTimeMilliseconds();
        Post(new MachineEvent(at, EventKinds.RentalEnded, EventSeverity.Info, $"Instance {name} {(left is null ? "is gone" : "was stopped")}")
        {
            Key = $"{name}:{startedAt}",
            Subject = [new Label("container", name)],
            Details = [new Label("seconds", ((at - startedAt) / 1000.0).ToString("0", CultureInfo.InvariantCulture))],
        });
    }

    private void Post(MachineEvent happened)
    {
        var text = string.Concat(_running!.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Value}\n")));
        events.Publish(happened, () => state.Save(StateName, text));
    }

    private static Dictionary<string, long> Parse(string? text)
    {
        var running = new Dictionary<string, long>();
        foreach (var line in (text ?? "").Split('\n'))
            if (line.Split(' ') is [var name, var at]
                && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var started))
                running[name] = started;
        return running;
    }
}
