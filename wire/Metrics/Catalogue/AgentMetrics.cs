using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>The agent itself and its collectors. Label <c>collector</c>, of tools <c>tool</c>.</summary>
internal static class AgentMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("collector_up", Gauge, "", "1 where the collector's last run succeeded."),
        new("collector_duration_seconds", Gauge, "seconds", "How long the collector's last run took."),
        new("collector_age_seconds", Gauge, "seconds", "Age of the collector's values, for collectors that run at their own pace."),
        new("collector_troubles", Gauge, "", "Parts of the collector's last run that failed though the run as a whole succeeded."),

        new("agent_spool_reports", Gauge, "", "Reports on the agent's disk that the server has not acknowledged."),
        new("agent_spool_bytes", Gauge, "bytes", "Size of the agent's spool."),
        new("agent_spool_dropped_total", Counter, "", "Reports that the spool dropped because it was full or they were too old."),
        new("agent_reports_refused_total", Counter, "", "Reports that the server refused for ever, for example as too far in the future."),
        new("agent_events_dropped_total", Counter, "", "Events that the agent dropped because too many were waiting to be sent."),
        new("agent_tool_runs_total", Counter, "", "Runs of a program that the agent asks for values, such as smartctl."),
        new("agent_tool_kills_total", Counter, "", "Runs of a program that the agent killed because they took too long or said too much."),
        new("agent_cpu_seconds_total", Counter, "seconds", "CPU time of the agent itself."),
        new("agent_memory_bytes", Gauge, "bytes", "Resident memory of the agent itself."),
    ];
}
