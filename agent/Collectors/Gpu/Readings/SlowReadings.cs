using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>What changes seldom: limits, maxima, memory errors, links, parts of a card.</summary>
internal static class SlowReadings
{
    private static readonly string[] Clocks = ["graphics", "sm", "memory", "video"];

    /// <summary>Values of the label <c>limit</c>, each at the number that NVML has for it.</summary>
    private static readonly string[] TemperatureLimits = ["shutdown", "slowdown", "memory_max", "gpu_max"];

    /// <summary>Makes them for one card.</summary>
    public static IEnumerable<GpuReading> Make(NvmlLibrary nvml, GpuLabels labels, GpuDescription card, nint device) =>
    [
        .. TemperatureLimits.Select((limit, i) => new CallReading(
            limit + " temperature", Questions.Number(nvml.TemperatureThreshold, (uint)i, BaseUnit.One),
            labels["gpu_temperature_limit_celsius", new Label("limit", limit)])),
        new CallReading("default power limit", Questions.Number(nvml.DefaultPowerLimit, BaseUnit.Milli), labels["gpu_power_limit_default_watts"]),
        new CallReading(
            "power limits", Questions.Two(nvml.PowerLimitConstraints, BaseUnit.Milli),
            labels["gpu_power_limit_min_watts"], labels["gpu_power_limit_max_watts"]),
        .. Clocks.Select((clock, i) => new CallReading(
            clock + " clock maximum", Questions.Number(nvml.MaxClock, (uint)i, BaseUnit.Mega), labels[$"gpu_{clock}_clock_max_hertz"])),
        new CallReading("PCIe generation maximum", Questions.Number(nvml.MaxPcieGeneration, BaseUnit.One), labels["gpu_pcie_generation_max"]),
        new CallReading("PCIe width maximum", Questions.Number(nvml.MaxPcieWidth, BaseUnit.One), labels["gpu_pcie_width_max"]),
        .. MemoryErrors.Make(nvml, labels),
        .. NvLinks.MakeSlow(nvml, labels, device),
        new CallReading("MIG mode", Questions.FirstOfTwo(nvml.MigMode, BaseUnit.One), labels["gpu_mig_enabled"]),
        new PartsReading(nvml, card),
    ];
}
