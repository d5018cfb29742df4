using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>The machine as a host of vast.ai.</summary>
internal static class VastMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("vast_running", Gauge, "", "1 where the daemon of vast.ai runs."),
        new("vast_rented", Gauge, "", "1 where at least one instance runs on the machine."),
        new("vast_instances", Gauge, "", "Instances that run on the machine."),
        new("vast_gpus_rented", Gauge, "", "GPUs given to instances that run."),
    ];
}
