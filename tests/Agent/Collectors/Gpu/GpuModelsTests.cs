using Dcmon.Agent.Facts;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Gpu;

/// <summary>Five models, each with other values that it does not have, and a library of years ago.</summary>
public sealed class GpuModelsTests
{
    private const double MiB = 1 << 20;

    [Fact]
    public void Rtx3090_ReportsWhatItHas()
    {
        using var gpu = new GpuRig("rtx3090");
        gpu.Collect();

        Assert.Equal(2, gpu.Value("gpus"));
        Assert.Equal(1, gpu.Value("gpu_up", "gpu=1", "uuid=GPU-30900001-1111-2222-3333-444455556666", "model=NVIDIA GeForce RTX 3090"));
        Assert.Equal(67, gpu.Value("gpu_temperature_celsius", "gpu=0"));
        Assert.Equal(71, gpu.Value("gpu_temperature_celsius", "gpu=1"));
        Assert.Equal(338.21, gpu.Value("gpu_power_watts", "gpu=0"));
        Assert.Equal(350, gpu.Value("gpu_power_limit_watts", "gpu=0"));
        Assert.Equal(366, gpu.Value("gpu_power_limit_max_watts", "gpu=0"));
        Assert.Equal(98765432.1, gpu.Value("gpu_energy_joules_total", "gpu=0"));
        Assert.Equal(0.97, gpu.Value("gpu_utilization_ratio", "gpu=0"));
        Assert.Equal(0.61, gpu.Value("gpu_memory_utilization_ratio", "gpu=0"));
        Assert.Equal(24576 * MiB, gpu.Value("gpu_memory_total_bytes", "gpu=0"));
        Assert.Equal(17850 * MiB, gpu.Value("gpu_memory_used_bytes", "gpu=0"));
        Assert.Equal(312 * MiB, gpu.Value("gpu_memory_reserved_bytes", "gpu=0"));
        Assert.Equal(9501e6, gpu.Value("gpu_memory_clock_hertz", "gpu=0"));
        Assert.Equal(2100e6, gpu.Value("gpu_sm_clock_max_hertz", "gpu=0"));
        Assert.Equal(0.77, gpu.Value("gpu_fan_ratio", "gpu=0", "fan=1"));
        Assert.Equal(2, gpu.Value("gpu_performance_state", "gpu=0"));
        Assert.Equal(1, gpu.Value("gpu_throttle", "gpu=0", "reason=sw_power_cap"));
        Assert.Equal(0, gpu.Value("gpu_throttle", "gpu=0", "reason=hw_thermal"));
        Assert.Equal(5.23, gpu.Value("gpu_throttle_seconds_total", "gpu=0", "reason=power"));
        Assert.Equal(8, gpu.Value("gpu_pcie_width", "gpu=1"));
        Assert.Equal(16, gpu.Value("gpu_pcie_width_max", "gpu=1"));
        Assert.Equal(22e6, gpu.Value("gpu_pcie_receive_rate_bytes", "gpu=0"));
        Assert.Equal(12, gpu.Value("gpu_pcie_replays_total", "gpu=0"));
        Assert.Equal(93, gpu.Value("gpu_temperature_limit_celsius", "gpu=0", "limit=gpu_max"));
        Assert.Equal(98, gpu.Value("gpu_temperature_limit_celsius", "gpu=0", "limit=shutdown"));
        Assert.Equal(0, gpu.Value("gpu_nvlink_up", "gpu=0", "link=3"));
        Assert.Equal(3, gpu.Value("gpu_processes", "gpu=0"));
    }

    [Fact]
    public void Rtx3090_WhatItLacks_IsMissing()
    {
        using var gpu = new GpuRig("rtx3090");
        gpu.Collect();

        // The driver says 0 °C for memory without a sensor.
        string[] lacking =
        [
            "gpu_memory_temperature_celsius", "gpu_ecc_enabled", "gpu_ecc_errors_total", "gpu_retired_pages", "gpu_remapped_rows",
            "gpu_mig_enabled", "gpu_fan_rpm", "gpu_jpeg_utilization_ratio", "gpu_recovery_action", "gpu_pcie_receive_bytes_total",
            "gpu_nvlink_receive_bytes_total", "gpu_xid_errors_total",
        ];
        Assert.Empty(gpu.Metrics.Intersect(lacking));
        Assert.Null(gpu.Value("gpu_temperature_limit_celsius", "gpu=0", "limit=memory_max"));
        Assert.DoesNotContain(gpu.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public void Rtx4090_ReportsFansInRpm()
    {
        using var gpu = new GpuRig("rtx4090");
        gpu.Collect();

        Assert.Equal(1290, gpu.Value("gpu_fan_rpm", "fan=0"));
        Assert.Equal(0.41, gpu.Value("gpu_fan_ratio", "fan=1"));
        Assert.Equal(600, gpu.Value("gpu_power_limit_max_watts"));
        Assert.Equal(0, gpu.Value("gpu_jpeg_utilization_ratio"));
        Assert.Equal(57 * MiB, gpu.Value("gpu_bar1_used_bytes"));
        Assert.DoesNotContain("gpu_temperature_limit_celsius", gpu.Metrics);
        Assert.DoesNotContain("gpu_nvlink_up", gpu.Metrics);
    }

    [Fact]
    public void A100_Divided_ReportsEachPartOnce()
    {
        using var gpu = new GpuRig("a100-mig");
        gpu.Collect();

        Assert.Equal(1, gpu.Value("gpu_mig_enabled"));
        // Numbers 2, 5 and 6 are holes; 3 and 4 are two compute instances of one part.
        Assert.Equal(["3", "4", "5"], gpu.Samples.Series.ToArray()
            .Where(each => each.Metric == "gpu_memory_used_bytes").Select(each => each["mig"]).OfType<string>());
        Assert.Equal(19968 * MiB, gpu.Value("gpu_memory_total_bytes", "mig=5"));
        Assert.Equal(81920 * MiB, gpu.Value("gpu_memory_total_bytes", "mig="));
        Assert.DoesNotContain("gpu_utilization_ratio", gpu.Metrics);
        Assert.DoesNotContain("gpu_fan_ratio", gpu.Metrics);
        Assert.Equal(44, gpu.Value("gpu_memory_temperature_celsius"));
        Assert.Equal(57, gpu.Value("gpu_ecc_errors_total", "error=corrected", "counter=aggregate"));
        Assert.Equal(1, gpu.Value("gpu_ecc_location_errors_total", "error=uncorrected", "counter=aggregate", "location=dram"));
        Assert.Equal(3, gpu.Value("gpu_nvlink_errors_total", "link=2", "error=recovery"));
        Assert.Equal(2097152 * 1024.0, gpu.Value("gpu_nvlink_receive_bytes_total"));
        Assert.Equal(0, gpu.Value("gpu_processes"));
    }

    [Fact]
    public void H100_CountsPcieBytes()
    {
        using var gpu = new GpuRig("h100");
        gpu.Collect();

        Assert.Equal(99e9, gpu.Value("gpu_pcie_transmit_bytes_total"));
        Assert.Equal(88e9, gpu.Value("gpu_pcie_receive_bytes_total"));
        Assert.DoesNotContain("gpu_pcie_transmit_rate_bytes", gpu.Metrics);
        Assert.Equal(18, gpu.Samples.Series.ToArray().Count(each => each.Metric == "gpu_nvlink_up"));
        Assert.Equal(1, gpu.Value("gpu_remapped_rows", "error=corrected"));
        Assert.Equal(0, gpu.Value("gpu_remapped_rows_pending"));
        Assert.Equal(1, gpu.Value("gpu_throttle", "reason=sw_thermal"));
        Assert.Equal(98, gpu.Value("gpu_throttle_seconds_total", "reason=power"));
        Assert.Equal(0, gpu.Value("gpu_recovery_action"));
        Assert.Equal(0, gpu.Value("gpu_mig_enabled"));
    }

    [Fact]
    public void Facts_SayWhatTheCardsAre()
    {
        using var gpu = new GpuRig("a100-mig");
        gpu.Collect();
        var facts = new FactsBuilder(new FactsReader(new Roots()).Read());
        gpu.Collector.AddTo(facts);
        var machine = facts.Build();

        Assert.Equal(("535.54.03", "12.2"), (machine.NvidiaDriver, machine.CudaVersion));
        Assert.Equal(
            new GpuFacts(
                0, "GPU-a1000000-1111-2222-3333-444455556666", "NVIDIA A100-SXM4-80GB", "1650500000001", "0000:01:00.0", "92.00.36.00.02",
                81920L << 20, 500, true, 4, 16),
            Assert.Single(machine.Gpus!));
    }

    [Fact]
    public void L4_IsPassive()
    {
        using var gpu = new GpuRig("l4");
        gpu.Collect();

        Assert.DoesNotContain("gpu_fan_ratio", gpu.Metrics);
        Assert.Equal(27.22, gpu.Value("gpu_power_watts"));
        Assert.Equal(1, gpu.Value("gpu_throttle", "reason=idle"));
        Assert.Equal(8, gpu.Value("gpu_pcie_width"));
        Assert.Equal(0, gpu.Value("gpu_ecc_errors_total", "error=uncorrected", "counter=volatile"));
        Assert.Equal(0, gpu.Value("gpu_processes"));
    }

    [Fact]
    public void OldLibrary_LosesNothingButWhatItLacks()
    {
        using var gpu = new GpuRig("old", isOld: true);
        gpu.Collect();

        Assert.Equal(1, gpu.Value("gpu_up", "model=Tesla K80"));
        Assert.Equal(38, gpu.Value("gpu_temperature_celsius"));
        Assert.Equal(58.2, gpu.Value("gpu_power_watts"));
        // The older function counts what the driver keeps as used.
        Assert.Equal(63 * MiB, gpu.Value("gpu_memory_used_bytes"));
        Assert.DoesNotContain("gpu_memory_reserved_bytes", gpu.Metrics);
        Assert.Equal(1, gpu.Value("gpu_throttle", "reason=application_clocks"));
        Assert.Equal(2, gpu.Value("gpu_retired_pages", "cause=double_bit"));
        Assert.Equal(9, gpu.Value("gpu_ecc_errors_total", "error=corrected", "counter=aggregate"));
        Assert.DoesNotContain("gpu_processes", gpu.Metrics);
        Assert.DoesNotContain(gpu.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }
}
