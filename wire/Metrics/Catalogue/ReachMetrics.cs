using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>What the machine reaches over the network, and how right its clock is. Label <c>target</c>.</summary>
internal static class ReachMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("reach_up", Gauge, "", "1 where the target answered as it should."),
        new("reach_latency_seconds", Gauge, "seconds", "Time until the target answered, the median of the probes."),
        new("reach_loss_ratio", Gauge, "ratio", "Part of the probes that were not answered."),
        new("reach_http_status", Gauge, "", "Status code that the target answered with."),

        new("clock_offset_seconds", Gauge, "seconds", "How far the machine's clock is ahead of the server's."),
        new("clock_synchronized", Gauge, "", "1 where a time service keeps the machine's clock right."),
        new("clock_error_seconds", Gauge, "seconds", "Largest error of the machine's clock, as the kernel estimates it."),
        new("server_latency_seconds", Gauge, "seconds", "Time that a message to the server and its answer take."),
    ];
}
