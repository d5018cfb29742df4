namespace Dcmon.Simulation.Reports;

/// <summary>Metrics in <see cref="ReportDetail.Main"/>: few, so that a past of weeks is sent within seconds.</summary>
internal static class MainMetrics
{
    private static readonly HashSet<string> Names =
    [
        "vast_running", "vast_rented", "vast_instances", "vast_gpus_rented", "gpus", "gpu_up",
        "gpu_utilization_ratio", "gpu_temperature_celsius", "gpu_power_watts",
        "gpu_memory_used_bytes", "gpu_memory_total_bytes", "gpu_fan_ratio", "load1", "memory_total_bytes",
        "memory_available_bytes", "ipmi_temperature_celsius",
        "ipmi_fan_rpm", "ipmi_dcmi_power_watts", "psu_status", "psu_input_watts", "psu_temperature_celsius",
        "psu_fan_rpm", "filesystem_size_bytes",
        "filesystem_available_bytes", "filesystem_free_bytes", "network_receive_bytes_total",
        "network_transmit_bytes_total", "disk_read_bytes_total",
        "disk_written_bytes_total", "smart_pending_sectors", "containers", "units_failed", "uptime_seconds",
    ];

    /// <summary>Whether a metric is one of them.</summary>
    public static bool Has(string metric) => Names.Contains(metric);
}
