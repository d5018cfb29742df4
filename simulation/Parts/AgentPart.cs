using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>The agent itself, its collectors, and the clock.</summary>
internal sealed class AgentPart(SimulatedMachine machine, IReadOnlyList<string> collectors) : IPart
{
    private static readonly Series[] Own =
    [
        .. new[]
        {
            "agent_cpu_seconds_total", "agent_memory_bytes", "agent_spool_reports", "agent_spool_bytes",
            "agent_spool_dropped_total", "agent_reports_refused_total",
            "agent_events_dropped_total", "clock_offset_seconds", "clock_synchronized", "clock_error_seconds",
            "server_latency_seconds",
        }.Select(each => MetricCatalog.Series(each)),
    ];

    private readonly (Series Up, Series Duration)[] _collectors =
    [
        .. collectors.Select(name => new Label("collector", name))
            .Select(
                label => (MetricCatalog.Series("collector_up", label), MetricCatalog.Series("collector_duration_seconds", label))),
    ];

    /// <inheritdoc/>
    public string Collector => "agent";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        var second = (long)now.Time;
        double[] own =
        [
            Math.Round(now.Uptime * 0.0031, 2),
            42_000_000 + Math.Floor(2_000 * Noise.At(machine.Seed + 120, now.Time, 60)) * 1_024, 1, 2_048, 0, 0, 0,
            Math.Round(0.004 * Noise.At(machine.Seed + 121, now.Time, 800), 4), 1, 0.0021,
            Math.Round(0.006 + 0.004 * Noise.Of(machine.Seed + 122, second), 4),
        ];
        for (var i = 0; i < own.Length; i++) samples.Add(Own[i], own[i]);
        for (var i = 0; i < _collectors.Length; i++)
        {
            samples.Add(_collectors[i].Up, 1);
            samples.Add(
                _collectors[i].Duration,
                Math.Round((collectors[i] is "ipmi" or "smart" ? 1.4 : 0.003) * (0.7 + 0.6 * Noise.Of(machine.Seed + i, second)), 4));
        }
    }
}
