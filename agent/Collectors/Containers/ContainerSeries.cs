using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>The series of one container, each made when it first has a value, and their values.</summary>
/// <param name="labels">The labels of all of them.</param>
internal sealed class ContainerSeries(Label[] labels)
{
    private readonly Dictionary<string, Series> _plain = [];
    private readonly Dictionary<(string Metric, string Value), Series> _parts = [];

    /// <summary>Whether they are those of these labels.</summary>
    public bool Has(ReadOnlySpan<Label> others) => others.SequenceEqual(labels);

    /// <summary>
    /// Adds the state. Whether it runs is reported always; other states from the first time that the container is in
    /// one, so that a container costs a series or two and not six.
    /// </summary>
    public void AddState(SampleSet samples, string? state)
    {
        if (state is null) return;
        AddPart(samples, "container_state", "state", ContainerStates.Running, state == ContainerStates.Running);
        foreach (var each in ContainerStates.All)
            if (each != ContainerStates.Running && (each == state || _parts.ContainsKey(("container_state", each))))
                AddPart(samples, "container_state", "state", each, each == state);
    }

    /// <summary>Adds the result of its health check, if it has one.</summary>
    public void AddHealth(SampleSet samples, string? health)
    {
        if (health is null) return;
        foreach (var each in ContainerHealth.All) AddPart(samples, "container_health", "health", each, each == health);
    }

    /// <summary>Adds what is known of it.</summary>
    public void Add(SampleSet samples, ContainerDetails details, bool isRunning, IReadOnlyList<string>? gpus)
    {
        Add(samples, "container_restarts_total", details.Restarts ?? double.NaN);
        if (isRunning && details.StartedAt is { } at) Add(samples, "container_started_seconds", at.ToUnixTimeMilliseconds() / 1000.0);
        if (gpus is null) return;
        Add(samples, "container_gpus", gpus.Count);
        foreach (var gpu in gpus) AddPart(samples, "container_gpu", "gpu", gpu, true);
    }

    /// <summary>Adds what it uses.</summary>
    /// <param name="samples">Get them.</param>
    /// <param name="stats">What it uses.</param>
    /// <param name="memory">The machine's memory, bytes: no limit is lower.</param>
    public void Add(SampleSet samples, ContainerStats stats, double memory)
    {
        Add(samples, "container_cpu_seconds_total", stats.Cpu);
        Add(samples, "container_cpu_throttled_seconds_total", stats.ThrottledTime);
        Add(samples, "container_cpu_throttled_periods_total", stats.ThrottledPeriods);
        Add(samples, "container_memory_bytes", stats.Memory);
        if (stats.MemoryLimit > 0 && !(stats.MemoryLimit >= memory)) Add(samples, "container_memory_limit_bytes", stats.MemoryLimit);
        Add(samples, "container_network_receive_bytes_total", stats.Received);
        Add(samples, "container_network_transmit_bytes_total", stats.Sent);
        Add(samples, "container_disk_read_bytes_total", stats.Read);
        Add(samples, "container_disk_written_bytes_total", stats.Written);
        Add(samples, "container_processes", stats.Processes);
    }

    private void Add(SampleSet samples, string metric, double value)
    {
        if (double.IsNaN(value)) return;
        if (!_plain.TryGetValue(metric, out var series)) _plain[metric] = series = MetricCatalog.Series(metric, labels);
        samples.Add(series, value);
    }

    private void AddPart(SampleSet samples, string metric, string label, string value, bool isIt)
    {
        if (!_parts.TryGetValue((metric, value), out var series))
            _parts[(metric, value)] = series = MetricCatalog.Series(metric, [.. labels, new Label(label, value)]);
        samples.Add(series, isIt ? 1 : 0);
    }
}
