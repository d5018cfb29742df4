using System.Collections.Frozen;
using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics;

/// <summary>
/// Every metric that dcmon itself makes, declared once: collectors, dashboard, alerts and <c>/metrics</c> read it here.
/// </summary>
public static class MetricCatalog
{
    /// <summary>All definitions, grouped by what they measure.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("cpu_seconds_total", Counter, "seconds", "CPU time by core and mode; the modes of a core add up to the time passed."),
        new("cpu_cores", Gauge, "", "Logical cores online."),
        new("load1", Gauge, "", "Run queue length averaged over 1 minute."),
        new("load5", Gauge, "", "Run queue length averaged over 5 minutes."),
        new("load15", Gauge, "", "Run queue length averaged over 15 minutes."),

        new("memory_total_bytes", Gauge, "bytes", "Physical memory."),
        new("memory_available_bytes", Gauge, "bytes", "Memory that programs can have without swapping, as the kernel estimates it."),
        new("memory_free_bytes", Gauge, "bytes", "Memory used for nothing."),
        new("memory_buffers_bytes", Gauge, "bytes", "Block device buffers."),
        new("memory_cached_bytes", Gauge, "bytes", "Page cache, tmpfs included."),
        new("memory_slab_reclaimable_bytes", Gauge, "bytes", "Kernel caches that can be given back."),
        new("memory_dirty_bytes", Gauge, "bytes", "Memory waiting to be written to disk."),
        new("swap_total_bytes", Gauge, "bytes", "Swap space."),
        new("swap_free_bytes", Gauge, "bytes", "Swap space not in use."),

        new("disk_read_bytes_total", Counter, "bytes", "Bytes read from the device."),
        new("disk_written_bytes_total", Counter, "bytes", "Bytes written to the device."),
        new("disk_reads_total", Counter, "", "Reads completed."),
        new("disk_writes_total", Counter, "", "Writes completed."),
        new("disk_read_seconds_total", Counter, "seconds", "Time spent by all reads, queueing included."),
        new("disk_write_seconds_total", Counter, "seconds", "Time spent by all writes, queueing included."),
        new("disk_busy_seconds_total", Counter, "seconds", "Time in which the device had at least one request under way."),
        new("disk_requests_in_flight", Gauge, "", "Requests under way."),

        new("filesystem_size_bytes", Gauge, "bytes", "Size of the filesystem."),
        new("filesystem_free_bytes", Gauge, "bytes", "Free space, the part reserved for root included."),
        new("filesystem_available_bytes", Gauge, "bytes", "Free space for users other than root."),
        new("filesystem_inodes", Gauge, "", "Inodes of the filesystem."),
        new("filesystem_free_inodes", Gauge, "", "Free inodes."),
        new("filesystem_readonly", Gauge, "", "1 where the filesystem is mounted read-only."),
        new("filesystem_error", Gauge, "", "1 where the filesystem's figures could not be read."),

        new("network_receive_bytes_total", Counter, "bytes", "Bytes received."),
        new("network_transmit_bytes_total", Counter, "bytes", "Bytes sent."),
        new("network_receive_packets_total", Counter, "", "Packets received."),
        new("network_transmit_packets_total", Counter, "", "Packets sent."),
        new("network_receive_errors_total", Counter, "", "Packets received with an error."),
        new("network_transmit_errors_total", Counter, "", "Packets that could not be sent."),
        new("network_receive_drops_total", Counter, "", "Received packets that were dropped."),
        new("network_transmit_drops_total", Counter, "", "Packets dropped before they were sent."),
        new("network_speed_bytes", Gauge, "bytes", "Speed of the link, bytes a second."),
        new("network_up", Gauge, "", "1 where the interface has a carrier."),

        new("pressure_some_seconds_total", Counter, "seconds", "Time in which at least one task waited for the resource."),
        new("pressure_full_seconds_total", Counter, "seconds", "Time in which all tasks waited for the resource."),

        new("uptime_seconds", Gauge, "seconds", "Time since the kernel started."),
        new("processes", Gauge, "", "Processes that exist."),
        new("threads", Gauge, "", "Threads of all processes."),
        new("processes_running", Gauge, "", "Tasks that run or are ready to."),
        new("processes_blocked", Gauge, "", "Tasks that wait for I/O."),
        new("file_handles", Gauge, "", "Open file handles."),
        new("file_handles_max", Gauge, "", "File handles that the kernel allows."),
        new("context_switches_total", Counter, "", "Context switches."),

        new("collector_up", Gauge, "", "1 where the collector's last run succeeded."),
        new("collector_duration_seconds", Gauge, "seconds", "How long the collector's last run took."),
        new("agent_spool_reports", Gauge, "", "Reports on the agent's disk that the server has not acknowledged."),
        new("agent_spool_bytes", Gauge, "bytes", "Size of the agent's spool."),
        new("agent_spool_dropped_total", Counter, "", "Reports that the spool dropped because it was full or they were too old."),
        new("agent_reports_refused_total", Counter, "", "Reports that the server refused for ever, for example as too far in the future."),
        new("agent_cpu_seconds_total", Counter, "seconds", "CPU time of the agent itself."),
        new("agent_memory_bytes", Gauge, "bytes", "Resident memory of the agent itself."),
    ];

    private static readonly FrozenDictionary<string, MetricDefinition> ByName = All.ToFrozenDictionary(each => each.Name);

    /// <summary>The definition of a metric, or null for one that dcmon does not make itself.</summary>
    public static MetricDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>A series of a metric of the catalogue.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such metric: declare it there first.</exception>
    public static Series Series(string metric, params ReadOnlySpan<Label> labels) =>
        Find(metric) is { } found
            ? new Series(found.Name, found.Kind, found.Unit, labels)
            : throw new ArgumentException($"'{metric}' is not in MetricCatalog; declare it there.");
}
