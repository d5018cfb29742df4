using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>The operating system: processors, memory, disks, filesystems, network interfaces, processes.</summary>
internal static class SystemMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("cpu_seconds_total", Counter, "seconds", "CPU time by core and mode; the modes of a core add up to the time passed."),
        new("system_cpu_seconds_total", Counter, "seconds", "CPU time of all cores together by mode; a chart of many machines reads ten series of each, not thousands."),
        new("cpu_cores", Gauge, "", "Logical cores online."),
        new("load1", Gauge, "", "Run queue length averaged over 1 minute."),
        new("load5", Gauge, "", "Run queue length averaged over 5 minutes."),
        new("load15", Gauge, "", "Run queue length averaged over 15 minutes."),

        new("memory_total_bytes", Gauge, "bytes", "Physical memory."),
        new("memory_available_bytes", Gauge, "bytes", "Memory that programs can have without swapping, as the kernel estimates it; with what ZFS' cache gives back."),
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
        new("processes_zombie", Gauge, "", "Processes that have ended and whose parent has not asked how."),
        new("file_handles", Gauge, "", "Open file handles."),
        new("file_handles_max", Gauge, "", "File handles that the kernel allows."),
        new("context_switches_total", Counter, "", "Context switches."),
    ];
}
