using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>What the kernel reports beside processors and devices: load, memory, pressure, processes.</summary>
internal sealed class SystemPart(SimulatedMachine machine) : IPart
{
    private const double Page = 4_096;

    private static readonly Series[] Loads = [.. new[] { "load1", "load5", "load15" }.Select(each => MetricCatalog.Series(each))];
    private static readonly Series[] Memory =
    [
        .. new[] { "total", "available", "free", "buffers", "cached", "slab_reclaimable", "dirty" }.Select(
            each => MetricCatalog.Series($"memory_{each}_bytes")),
    ];

    private static readonly Series[] Pressure =
    [
        .. from resource in new[] { "cpu", "memory", "io" }
           from kind in new[] { "some", "full" }
           select MetricCatalog.Series($"pressure_{kind}_seconds_total", new Label("resource", resource)),
    ];

    private static readonly Series[] Rest =
    [
        .. new[] { "swap_total_bytes", "swap_free_bytes", "uptime_seconds", "file_handles", "file_handles_max", "processes", "threads", "processes_zombie" }
            .Select(each => MetricCatalog.Series(each)),
    ];

    private readonly PeriodicRate _waiting = new(machine.Seed + 20, 0.012, 0.9);
    private readonly double _total = machine.Kind.MemoryGibibytes * (double)(1L << 30);

    /// <inheritdoc/>
    public string Collector => "memory";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        var load = now.Busy * machine.Kind.Cores * (1 + 0.15 * Noise.At(machine.Seed + 21, now.Time, 30));
        foreach (var (series, lag) in Loads.Zip([0.0, 0.35, 0.6]))
            samples.Add(series, Math.Round(load * (1 - lag) + machine.Kind.Busy * machine.Kind.Cores * lag, 2));
        var used = Math.Clamp(
            0.11 + 0.3 * now.Busy + now.Tenancies.Sum(each => 0.32 * each.MemoryShare * each.Gpus.Count / machine.Kind.Gpus)
                + 0.02 * Noise.At(machine.Seed + 22, now.Time, 240),
            0.05, 0.97);
        double[] memory = [1, 1 - used, (1 - used) * 0.38, 0.006, (1 - used) * 0.56, (1 - used) * 0.03, 0.0001 + 0.0004 * now.Busy];
        for (var i = 0; i < memory.Length; i++) samples.Add(Memory[i], Math.Floor(_total * memory[i] / Page) * Page);
        double[] shares = [1, 0, 0.02, 0.01, 0.6, 0.45];
        var waited = _waiting.Between(now.Boot, now.Time);
        for (var i = 0; i < shares.Length; i++) samples.Add(Pressure[i], Math.Floor(waited * shares[i] * 1e6) / 1e6);
        var processes = 310 + 14 * machine.Kind.Cores + 60 * now.Tenancies.Count() + Math.Round(
            9 * Noise.At(machine.Seed + 23, now.Time, 60));
        double[] rest =
        [
            8L << 30, Math.Floor((8L << 30) * (1 - 0.04 * used) / Page) * Page, Math.Round(now.Uptime, 2),
            Math.Round(processes * 9.4),
            9_223_372_036_854_775_807, processes, Math.Round(processes * 2.7),
            Noise.Of(machine.Seed + 24, (long)(now.Time / 3_600)) > 0.93
                ? 2
                : 0,
        ];
        for (var i = 0; i < rest.Length; i++) samples.Add(Rest[i], rest[i]);
    }
}
