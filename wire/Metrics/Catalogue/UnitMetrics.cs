using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>Units of systemd. Label <c>unit</c>.</summary>
internal static class UnitMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("unit_state", Gauge, "", "1 for the state that the unit is in, 0 for the others."),
        new("unit_restarts_total", Counter, "", "Times that systemd started the service again by itself."),
        new("unit_memory_bytes", Gauge, "bytes", "Memory of the unit's processes, file cache included."),
        new("unit_cpu_seconds_total", Counter, "seconds", "CPU time of the unit's processes."),
        new("units_failed", Gauge, "", "Units that failed."),
    ];
}
