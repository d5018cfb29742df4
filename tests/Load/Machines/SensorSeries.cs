using Dcmon.Wire.Metrics;

namespace Dcmon.Load.Machines;

/// <summary>GPUs, temperatures and fans: small whole numbers, and watts with two decimals.</summary>
internal static class SensorSeries
{
    private const string GpuModel = "NVIDIA H100 80GB HBM3";
    private const double GpuMemory = 85_520_809_984;
    private const double Mebibyte = 1 << 20;

    /// <summary>Adds the series.</summary>
    public static void Add(SeriesPlan plan, MachineCharacter machine, Random random)
    {
        for (var gpu = 0; gpu < machine.Gpus; gpu++)
            AddGpu(plan, gpu, random);
        foreach (var sensor in (string[])["CPU Temp", "Inlet Temp", "System Temp"])
        {
            var heat = new Wave(random, 25 + 25 * random.NextDouble(), 0.15);
            plan.Add(Gauge("ipmi_temperature_celsius", "celsius", new Label("sensor", sensor)), time => Math.Round(heat.At(time)));
        }

        foreach (var sensor in (string[])["FAN1", "FAN2", "FAN3", "FAN4"])
        {
            var speed = new Wave(random, 4_000 + 4_000 * random.NextDouble(), 0.1);
            plan.Add(Gauge("ipmi_fan_rpm", "rpm", new Label("sensor", sensor)), time => Math.Round(speed.At(time) / 100) * 100);
        }
    }

    private static void AddGpu(SeriesPlan plan, int number, Random random)
    {
        Label[] labels =
        [
            new("gpu", number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("uuid", $"GPU-{random.NextInt64():x16}"),
            new("model", GpuModel),
        ];
        var work = new Wave(random, 0.1 + 0.4 * random.NextDouble(), 0.95);
        plan.Add(Gauge("gpu_utilization_ratio", "ratio", labels), time => Math.Round(work.At(time), 2));
        plan.Add(Gauge("gpu_temperature_celsius", "celsius", labels), time => Math.Round(30 + 45 * work.At(time)));
        plan.Add(Gauge("gpu_power_watts", "watts", labels), time => Math.Round(70 + 620 * work.At(time), 2));
        plan.Add(Gauge("gpu_memory_used_bytes", "bytes", labels), time => Math.Floor(GpuMemory * work.At(time) / Mebibyte) * Mebibyte);
        plan.Add(Gauge("gpu_memory_total_bytes", "bytes", labels), _ => GpuMemory);
    }

    private static Series Gauge(string metric, string unit, params ReadOnlySpan<Label> labels) => new(metric, MetricKind.Gauge, unit, labels);
}
