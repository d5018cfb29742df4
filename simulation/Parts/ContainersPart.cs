using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>Containers: one for each tenancy, and one of the owner's that always runs and may leak memory.</summary>
internal sealed class ContainersPart(SimulatedMachine machine) : IPart
{
    /// <summary>Seconds until the container with the leak has no memory left.</summary>
    private const double Leak = 5_700;

    private const double Limit = 32L << 30;
    private const string OwnersName = "dcgm-exporter", OwnersImage = "nvcr.io/nvidia/k8s/dcgm-exporter:4.2.3";

    private static readonly Dictionary<string, Series> Counts =
        ContainerStates.All.ToDictionary(
            state => state, state => MetricCatalog.Series("containers", new Label("state", state)));

    private readonly Dictionary<string, ContainerSeries> _series = [];
    private readonly ContainerSeries _owners = new([new("container", OwnersName), new("image", OwnersImage)]);

    /// <inheritdoc/>
    public string Collector => "containers";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        Tenancy[] running = [.. now.Tenancies];
        foreach (var (state, series) in Counts)
            samples.Add(series, state == ContainerStates.Running ? running.Length + 1 : 0);
        AddOne(_owners, now, new Owners(now.Boot + 30, machine.Faults.Age(Fault.MemoryLeak, now.Time)), samples);
        foreach (var gone in _series.Keys.Except(running.Select(each => each.Container)).ToArray())
            _series.Remove(gone);
        foreach (var tenancy in running) AddTenancy(tenancy, now, samples);
    }

    /// <inheritdoc/>
    public IEnumerable<MachineEvent> Events(double from, double to)
    {
        foreach (var time in machine.Faults.Occurrences(Fault.MemoryLeak, Leak, from, to))
        {
            yield return Of(
                OwnersName, OwnersImage, time, EventKinds.ContainerOom, EventSeverity.Error,
                $"Container {OwnersName} ran out of memory, and a process of it was killed");
            yield return Of(
                OwnersName, OwnersImage, time + 1, EventKinds.ContainerExit, EventSeverity.Error,
                $"Container {OwnersName} ended with exit code 137 after it ran out of memory");
            yield return Of(
                OwnersName, OwnersImage, time + 4, EventKinds.ContainerStarted, EventSeverity.Info,
                $"Container {OwnersName} started");
        }

        foreach (var tenancy in machine.Allocations.SelectMany(allocation => allocation.Tenancies(from, to)))
        {
            if (tenancy.Start > from)
                yield return Of(
                    tenancy.Container, tenancy.Image, tenancy.Start, EventKinds.ContainerStarted, EventSeverity.Info,
                    $"Container {tenancy.Container} started");
            if (tenancy.End <= to)
                yield return Of(
                    tenancy.Container, tenancy.Image, tenancy.End, EventKinds.ContainerExit, EventSeverity.Info,
                    $"Container {tenancy.Container} ended with exit code 0");
        }
    }

    private void AddTenancy(Tenancy tenancy, MachineState now, SampleSet samples)
    {
        if (!_series.TryGetValue(tenancy.Container, out var series))
            _series[tenancy.Container] = series = new ContainerSeries(
                [new("container", tenancy.Container), new("image", tenancy.Image)]);
        var memory = machine.Kind.MemoryGibibytes * (double)(1L << 30);
        var (age, share) = (now.Time - tenancy.Start, tenancy.Gpus.Count / (double)machine.Kind.Gpus);
        var work = machine.Allocations.First(allocation => allocation.Gpus == tenancy.Gpus)
            .Between(tenancy.Start, now.Time) * 0.4 * machine.Kind.Cores * share;
        series.AddState(samples, ContainerStates.Running);
        series.Add(
            samples, Details(tenancy.Start, 0), isRunning: true,
            [.. tenancy.Gpus.Select(gpu => gpu.ToString(CultureInfo.InvariantCulture))]);
        series.Add(samples, new ContainerStats(
            Math.Round(work, 3), double.NaN, double.NaN,
            Math.Floor(memory * share * tenancy.MemoryShare * 0.5 * Math.Min(1, 0.1 + age / 600)), memory * share,
            Math.Floor(age * 3.1e6 + work * 2e6), Math.Floor(age * 4e5 + work * 8e5),
            Math.Floor(age * 9e5 + work * 1e6), Math.Floor(age * 3e5), 40 + 12 * tenancy.Gpus.Count), memory);
    }

    private void AddOne(ContainerSeries series, MachineState now, Owners owners, SampleSet samples)
    {
        // The leak: from a quarter of the limit to all of it, and again.
        var full = owners.FaultAge is { } age
            ? 0.25 + 0.75 * (age % Leak / Leak)
            : 0.25 + 0.02 * Noise.At(machine.Seed + 110, now.Time, 100);
        var restarts = owners.FaultAge is { } since ? Math.Floor(since / Leak) : 0;
        series.AddState(samples, ContainerStates.Running);
        series.AddHealth(samples, ContainerHealth.Healthy);
        series.Add(samples, Details(owners.Started, restarts), isRunning: true, []);
        series.Add(samples, new ContainerStats(
            Math.Round(now.Uptime * 0.021, 3), double.NaN, double.NaN, Math.Floor(Limit * full), Limit,
            Math.Floor(now.Uptime * 900), Math.Floor(now.Uptime * 7_100),
            Math.Floor(now.Uptime * 40), 0, 17), machine.Kind.MemoryGibibytes * (double)(1L << 30));
    }

    private static ContainerDetails Details(double started, double restarts) =>
        new(restarts, DateTimeOffset.FromUnixTimeMilliseconds((long)(started * 1_000)), null, null, GpuRequest.None);

    private static MachineEvent Of(string name, string image, double time, string kind, EventSeverity severity, string message) =>
        new((long)(time * 1_000), kind, severity, message)
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{name}:{(long)(time * 1_000)}"),
            Subject = [new("container", name), new("image", image)],
        };

    private readonly record struct Owners(double Started, double? FaultAge);
}
