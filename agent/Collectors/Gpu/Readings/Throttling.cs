using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>Why the clocks are held down (<c>nvmlClocksEventReason…</c>).</summary>
internal static class Throttling
{
    /// <summary>Values of the label <c>reason</c>, each the bit of its place.</summary>
    public static readonly string[] Reasons =
    [
        "idle", "application_clocks", "sw_power_cap", "hw_slowdown", "sync_boost", "sw_thermal", "hw_thermal", "hw_power_brake",
        "display_clocks",
    ];

    /// <summary>Each reason by itself: 1 where it holds now.</summary>
    public static GpuReading MakeNow(NvmlLibrary nvml, GpuLabels labels) => new CallReading(
        "throttle reasons",
        (device, values) =>
        {
            ulong reasons = 0;
            var code = nvml.ThrottleReasons.Fill(device, ref reasons);
            for (var i = 0; i < values.Length; i++)
                values[i] = reasons >> i & 1;
            return code;
        },
        [.. Reasons.Select(reason => labels["gpu_throttle", new Label("reason", reason)])]);
}
