using Dcmon.Agent.Collecting;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Units;

/// <summary>The series of one unit.</summary>
internal sealed class UnitSeries(string name)
{
    private static readonly string[] States = ["active", "activating", "deactivating", "inactive", "failed"];

    private readonly Series[] _states =
        [.. States.Select(state => MetricCatalog.Series("unit_state", new("unit", name), new("state", state)))];

    private readonly Series _restarts = MetricCatalog.Series("unit_restarts_total", new Label("unit", name));
    private readonly Series _memory = MetricCatalog.Series("unit_memory_bytes", new Label("unit", name));
    private readonly Series _cpu = MetricCatalog.Series("unit_cpu_seconds_total", new Label("unit", name));

    /// <summary>Adds what is known of the unit.</summary>
    public void Add(UnitStatus unit, SampleSet samples)
    {
        // A unit that reads its settings again works meanwhile.
        var state = unit.State is "reloading" or "refreshing" ? "active" : unit.State;
        for (var i = 0; i < States.Length; i++) samples.Add(_states[i], state == States[i] ? 1 : 0);
        samples.Add(_restarts, unit.Restarts ?? double.NaN);
        samples.Add(_memory, unit.MemoryBytes ?? double.NaN);
        samples.Add(_cpu, unit.CpuNanoseconds / 1e9 ?? double.NaN);
    }
}
