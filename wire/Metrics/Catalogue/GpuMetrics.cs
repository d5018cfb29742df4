using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>
/// NVIDIA GPUs. Labels <c>gpu</c> (index), <c>uuid</c> and <c>model</c>; parts of a card (MIG) also <c>mig</c>, the id of the GPU
/// instance.
/// </summary>
internal static class GpuMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("gpus", Gauge, "", "GPUs that the driver lists."),
        new("gpus_on_bus", Gauge, "",
            "GPUs on the PCI bus, whether the driver can use them or not: more than gpus means that a card is lost to the driver."),
        new("gpu_up", Gauge, "", "1 where the GPU answers, 0 where it is lost until a reset or a restart."),
        new("gpu_performance_state", Gauge, "", "Performance state (P-state), from 0 (fastest) to 15 (slowest)."),
        new("gpu_processes", Gauge, "", "Processes that use the GPU."),
        new("gpu_recovery_action", Gauge, "",
            "What the driver asks for: 0 nothing, 1 GPU reset, 2 restart of the machine, 3 drain of peers, 4 drain and reset, 5 recovery of the IMEX domain."),

        new("gpu_temperature_celsius", Gauge, "celsius", "Temperature of the GPU's core."),
        new("gpu_memory_temperature_celsius", Gauge, "celsius", "Temperature of the GPU's memory."),
        new("gpu_temperature_limit_celsius", Gauge, "celsius", "Temperature at which the card slows down or shuts down, by limit."),
        new("gpu_fan_ratio", Gauge, "ratio", "Speed at which the fan should turn, as a part of its greatest; may exceed 1."),
        new("gpu_fan_rpm", Gauge, "rpm", "Speed of the fan, turns a minute."),

        new("gpu_power_watts", Gauge, "watts", "Power that the whole card draws."),
        new("gpu_power_limit_watts", Gauge, "watts", "Power limit in force."),
        new("gpu_power_limit_default_watts", Gauge, "watts", "Power limit after a restart."),
        new("gpu_power_limit_min_watts", Gauge, "watts", "Lowest power limit that can be set."),
        new("gpu_power_limit_max_watts", Gauge, "watts", "Highest power limit that can be set."),
        new("gpu_energy_joules_total", Counter, "joules", "Energy used since the driver was loaded."),

        new("gpu_utilization_ratio", Gauge, "ratio", "Share of time in which at least one kernel ran on the GPU."),
        new("gpu_memory_utilization_ratio", Gauge, "ratio", "Share of time in which the GPU's memory was read or written."),
        new("gpu_encoder_utilization_ratio", Gauge, "ratio", "How busy the video encoder is."),
        new("gpu_decoder_utilization_ratio", Gauge, "ratio", "How busy the video decoder is."),
        new("gpu_jpeg_utilization_ratio", Gauge, "ratio", "How busy the JPEG engine is."),
        new("gpu_ofa_utilization_ratio", Gauge, "ratio", "How busy the optical flow engine is."),

        new("gpu_memory_total_bytes", Gauge, "bytes", "Memory of the GPU."),
        new("gpu_memory_used_bytes", Gauge, "bytes", "Memory that programs use."),
        new("gpu_memory_reserved_bytes", Gauge, "bytes", "Memory that the driver and the firmware keep for themselves."),
        new("gpu_bar1_total_bytes", Gauge, "bytes", "Address space through which the CPU and other devices reach the GPU's memory."),
        new("gpu_bar1_used_bytes", Gauge, "bytes", "Part of that address space in use."),

        new("gpu_graphics_clock_hertz", Gauge, "hertz", "Clock of the graphics engine."),
        new("gpu_sm_clock_hertz", Gauge, "hertz", "Clock of the multiprocessors, which do the computing."),
        new("gpu_memory_clock_hertz", Gauge, "hertz", "Clock of the memory."),
        new("gpu_video_clock_hertz", Gauge, "hertz", "Clock of the video engines."),
        new("gpu_graphics_clock_max_hertz", Gauge, "hertz", "Highest clock of the graphics engine."),
        new("gpu_sm_clock_max_hertz", Gauge, "hertz", "Highest clock of the multiprocessors."),
        new("gpu_memory_clock_max_hertz", Gauge, "hertz", "Highest clock of the memory."),
        new("gpu_video_clock_max_hertz", Gauge, "hertz", "Highest clock of the video engines."),
        new("gpu_throttle", Gauge, "", "1 where the clocks are held down now for this reason."),
        new("gpu_throttle_seconds_total", Counter, "seconds", "Time in which the clocks were held down for this reason."),

        new("gpu_pcie_generation", Gauge, "", "PCIe generation that the link runs at; idle cards go down to save power."),
        new("gpu_pcie_generation_max", Gauge, "", "PCIe generation that card and slot can do."),
        new("gpu_pcie_width", Gauge, "", "PCIe lanes in use; fewer than the greatest under load hints at a bad riser or slot."),
        new("gpu_pcie_width_max", Gauge, "", "PCIe lanes that card and slot can do."),
        new("gpu_pcie_receive_bytes_total", Counter, "bytes", "Bytes that the card received over PCIe."),
        new("gpu_pcie_transmit_bytes_total", Counter, "bytes", "Bytes that the card sent over PCIe."),
        new("gpu_pcie_receive_rate_bytes", Gauge, "bytes",
            "Bytes a second that the card receives over PCIe, sampled over 20 ms, where the card does not count them."),
        new("gpu_pcie_transmit_rate_bytes", Gauge, "bytes",
            "Bytes a second that the card sends over PCIe, sampled over 20 ms, where the card does not count them."),
        new("gpu_pcie_replays_total", Counter, "", "PCIe packets sent again; many mean a bad riser, slot or cable."),

        new("gpu_ecc_enabled", Gauge, "", "1 where the memory's error correction is on."),
        new("gpu_ecc_errors_total", Counter, "",
            "Memory errors, corrected or not, since the driver was loaded (volatile) or in the card's life (aggregate)."),
        new("gpu_ecc_location_errors_total", Counter, "", "Memory errors by where they were: in the card's memory (dram) or in the chip (sram)."),
        new("gpu_retired_pages", Gauge, "", "Memory pages taken out of use, by cause."),
        new("gpu_retired_pages_pending", Gauge, "", "1 where a page will be taken out of use at the next restart."),
        new("gpu_remapped_rows", Gauge, "", "Memory rows replaced by spare ones, by the kind of error."),
        new("gpu_remapped_rows_pending", Gauge, "", "1 where a row will be replaced at the next reset of the GPU."),
        new("gpu_remapped_rows_failed", Gauge, "", "1 where a row could not be replaced: the card should be exchanged."),
        new("gpu_xid_errors_total", Counter, "", "Errors that the driver reported, by Xid number."),

        new("gpu_nvlink_up", Gauge, "", "1 where the NVLink is active."),
        new("gpu_nvlink_errors_total", Counter, "", "Errors of the NVLink, by kind."),
        new("gpu_nvlink_receive_bytes_total", Counter, "bytes", "Bytes received over NVLink."),
        new("gpu_nvlink_transmit_bytes_total", Counter, "bytes", "Bytes sent over NVLink."),
        new("gpu_mig_enabled", Gauge, "", "1 where the card is divided into instances (MIG)."),
    ];
}
