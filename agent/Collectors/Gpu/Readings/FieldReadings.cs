using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// Values that only fields have: memory temperature, time throttled, PCIe replays, the driver's advice.
/// </summary>
internal static class FieldReadings
{
    /// <summary>Makes them for one card.</summary>
    public static IEnumerable<GpuReading> Make(NvmlLibrary nvml, GpuLabels labels)
    {
        yield return new FieldReading(
            "fields", nvml,
            new GpuField(82, labels["gpu_memory_temperature_celsius"], BaseUnit.One) { ZeroIsNone = true },
            Throttled(74, "power"),
            Throttled(75, "thermal"),
            Throttled(76, "sync_boost"),
            Throttled(77, "board_limit"),
            Throttled(79, "reliability"),
            new GpuField(94, labels["gpu_pcie_replays_total"], BaseUnit.One));
        // Those of later years apart, should a driver refuse all for one that it does not know.
        yield return new FieldReading(
            "newer fields", nvml,
            Throttled(270, "hw_thermal"),
            Throttled(271, "hw_power_brake"),
            new GpuField(230, labels["gpu_recovery_action"], BaseUnit.One));

        GpuField Throttled(uint id, string reason) => new(id, labels["gpu_throttle_seconds_total", new Label("reason", reason)], BaseUnit.Nano);
    }
}
