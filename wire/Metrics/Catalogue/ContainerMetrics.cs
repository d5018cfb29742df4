using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>
/// Containers of Docker and Podman. Labels <c>container</c> and <c>image</c>; labels of the container that were asked for as
/// <c>label_NAME</c>.
/// </summary>
internal static class ContainerMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("containers", Gauge, "", "Containers, by state."),
        new("container_state", Gauge, "", "1 for the state that the container is in, 0 for others that it was seen in; running is always reported."),
        new("container_health", Gauge, "", "1 for what the container's own health check says, 0 for the others."),
        new("container_restarts_total", Counter, "", "Times that the engine started the container again."),
        new("container_started_seconds", Gauge, "seconds", "When the container was started, Unix time."),
        new("container_processes", Gauge, "", "Processes and threads in the container."),

        new("container_cpu_seconds_total", Counter, "seconds", "CPU time that the container used."),
        new("container_cpu_throttled_seconds_total", Counter, "seconds", "Time in which the container was held back by its CPU limit."),
        new("container_cpu_throttled_periods_total", Counter, "", "Scheduling periods in which the container reached its CPU limit."),
        new("container_memory_bytes", Gauge, "bytes", "Memory of the container, without file cache that can be given back."),
        new("container_memory_limit_bytes", Gauge, "bytes", "Memory that the container may use; missing where there is no limit."),

        new("container_network_receive_bytes_total", Counter, "bytes", "Bytes that the container received."),
        new("container_network_transmit_bytes_total", Counter, "bytes", "Bytes that the container sent."),
        new("container_disk_read_bytes_total", Counter, "bytes", "Bytes that the container read from disks."),
        new("container_disk_written_bytes_total", Counter, "bytes", "Bytes that the container wrote to disks."),

        new("container_gpus", Gauge, "", "GPUs given to the container."),
        new("container_gpu", Gauge, "", "1 where the container was given the GPU."),
    ];
}
