using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>What changes from one moment to the next, read at each report. About 1 ms a card.</summary>
internal static class FastReadings
{
    private static readonly string[] Clocks = ["graphics", "sm", "memory", "video"];

    /// <summary>Makes them for one card.</summary>
    public static IEnumerable<GpuReading> Make(NvmlLibrary nvml, GpuLabels labels, nint device) =>
    [
        new CallReading("temperature", Temperature(nvml), labels["gpu_temperature_celsius"]),
        new CallReading("power", Questions.Number(nvml.PowerUsage, BaseUnit.Milli), labels["gpu_power_watts"]),
        new CallReading("power limit", Questions.Number(nvml.EnforcedPowerLimit, BaseUnit.Milli), labels["gpu_power_limit_watts"]),
        new CallReading("energy", Questions.Long(nvml.TotalEnergy, BaseUnit.Milli), labels["gpu_energy_joules_total"]),
        new CallReading(
            "utilization", Utilization(nvml), labels["gpu_utilization_ratio"], labels["gpu_memory_utilization_ratio"]),
        new CallReading("encoder", Questions.FirstOfTwo(nvml.EncoderUtilization, BaseUnit.Percent), labels["gpu_encoder_utilization_ratio"]),
        new CallReading("decoder", Questions.FirstOfTwo(nvml.DecoderUtilization, BaseUnit.Percent), labels["gpu_decoder_utilization_ratio"]),
        new CallReading("JPEG engine", Questions.FirstOfTwo(nvml.JpegUtilization, BaseUnit.Percent), labels["gpu_jpeg_utilization_ratio"]),
        new CallReading("optical flow", Questions.FirstOfTwo(nvml.OfaUtilization, BaseUnit.Percent), labels["gpu_ofa_utilization_ratio"]),
        new CallReading(
            "memory", Memory(nvml),
            labels["gpu_memory_total_bytes"], labels["gpu_memory_used_bytes"], labels["gpu_memory_reserved_bytes"]),
        new CallReading("BAR1", Bar1(nvml), labels["gpu_bar1_total_bytes"], labels["gpu_bar1_used_bytes"]),
        .. Clocks.Select((clock, i) => new CallReading(
            clock + " clock", Questions.Number(nvml.Clock, (uint)i, BaseUnit.Mega), labels[$"gpu_{clock}_clock_hertz"])),
        .. Fans(nvml, labels, device),
        new CallReading("performance state", PerformanceState(nvml), labels["gpu_performance_state"]),
        Throttling.MakeNow(nvml, labels),
        new CallReading("PCIe generation", Questions.Number(nvml.PcieGeneration, BaseUnit.One), labels["gpu_pcie_generation"]),
        new CallReading("PCIe width", Questions.Number(nvml.PcieWidth, BaseUnit.One), labels["gpu_pcie_width"]),
    ];

    /// <summary>
    /// Core, °C. The older function is withdrawn with version 13 of CUDA, the newer one not everywhere yet.
    /// </summary>
    private static Question Temperature(NvmlLibrary nvml) => (device, values) =>
    {
        uint celsius = 0;
        var code = nvml.Temperature.Fill(device, 0, ref celsius);
        values[0] = celsius;
        if (!code.IsLasting()) return code;
        var newer = new NvmlTemperature { Version = NvmlTemperature.Current };
        code = nvml.TemperatureV.Fill(device, ref newer);
        values[0] = newer.Celsius;
        return code;
    };

    private static Question Utilization(NvmlLibrary nvml) => (device, values) =>
    {
        var utilization = new NvmlUtilization();
        var code = nvml.Utilization.Fill(device, ref utilization);
        values[0] = BaseUnit.Percent.Of(utilization.Gpu);
        values[1] = BaseUnit.Percent.Of(utilization.Memory);
        return code;
    };

    /// <summary>
    /// Only the newer function keeps apart what the driver uses; in the older one it is part of what is used.
    /// </summary>
    internal static Question Memory(NvmlLibrary nvml) => (device, values) =>
    {
        var memory = new NvmlMemoryV2 { Version = NvmlMemoryV2.Current };
        var code = nvml.MemoryV2.Fill(device, ref memory);
        if (!code.IsLasting())
        {
            (values[0], values[1], values[2]) = (memory.Total, memory.Used, memory.Reserved);
            return code;
        }

        var older = new NvmlMemory();
        code = nvml.Memory.Fill(device, ref older);
        (values[0], values[1]) = (older.Total, older.Used);
        return code;
    };

    private static Question Bar1(NvmlLibrary nvml) => (device, values) =>
    {
        var memory = new NvmlMemory();
        var code = nvml.Bar1Memory.Fill(device, ref memory);
        (values[0], values[1]) = (memory.Total, memory.Used);
        return code;
    };

    private static Question PerformanceState(NvmlLibrary nvml) => (device, values) =>
    {
        const uint slowest = 15; // 32 stands for "not known".
        uint state = 0;
        var code = nvml.PerformanceState.Fill(device, ref state);
        values[0] = state <= slowest ? state : double.NaN;
        return code;
    };

    private static IEnumerable<GpuReading> Fans(NvmlLibrary nvml, GpuLabels labels, nint device)
    {
        const uint most = 16;
        uint count = 0;
        if (nvml.FanCount.Fill(device, ref count) != NvmlCode.Ok) yield break;
        for (uint i = 0; i < Math.Min(count, most); i++)
        {
            var fan = i;
            var label = new Label("fan", fan.ToString());
            yield return new CallReading("fan", Questions.Number(nvml.FanSpeed, fan, BaseUnit.Percent), labels["gpu_fan_ratio", label]);
            yield return new CallReading("fan", Rpm, labels["gpu_fan_rpm", label]);

            NvmlCode Rpm(nint card, Span<double> values)
            {
                var speed = new NvmlFanSpeed { Version = NvmlFanSpeed.Current, Fan = fan };
                var code = nvml.FanSpeedRpm.Fill(card, ref speed);
                values[0] = speed.Rpm;
                return code;
            }
        }
    }
}
