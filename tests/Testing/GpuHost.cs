using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Testing;

/// <summary>
/// A machine with eight busy GPUs and 24 cores, in some 400 series that move as real ones do: its reports have the size
/// of real ones.
/// </summary>
public sealed class GpuHost
{
    private readonly Random _random;
    private readonly List<Series> _series = [];
    private readonly List<Func<double>> _next = [];
    private readonly WireWriter _packed = new();
    private readonly double[] _values;

    /// <summary>Makes the machine.</summary>
    /// <param name="seed">Decides on all figures.</param>
    public GpuHost(int seed)
    {
        _random = new Random(seed);
        for (var gpu = 0; gpu < 8; gpu++)
            AddGpu(
                new("gpu", $"{gpu}"), new("uuid", $"GPU-6c1f44b2-9d0e-5a43-8f7b-0d2e9a4c51{gpu:x2}"),
                new("model", "NVIDIA H100 80GB HBM3"));
        for (var cpu = 0; cpu < 24; cpu++)
            foreach (var mode in new[] { "user", "nice", "system", "idle", "iowait" })
                Counter("cpu_seconds_total", 0.01, 900, new("cpu", $"{cpu}"), new("mode", mode));
        for (var port = 0; port < 6; port++)
            foreach (var what in new[] { "receive_bytes", "transmit_bytes", "receive_packets", "transmit_packets" })
                Counter($"network_{what}_total", 1, 3_000_000_000, new Label("interface", $"eth{port}"));
        for (var drive = 0; drive < 8; drive++)
            foreach (var what in new[] { "read_bytes", "written_bytes", "reads", "writes", "read_seconds", "write_seconds" })
                Counter(
                    $"disk_{what}_total", what.EndsWith("seconds", StringComparison.Ordinal) ? 0.001 : 1, 500_000_000,
                    new Label("device", $"nvme{drive}n1"));
        for (var sensor = 0; sensor < 24; sensor++)
            Gauge("ipmi_temperature_celsius", 1, 35, 15, new Label("sensor", $"Temp {sensor}"));
        for (var fan = 0; fan < 12; fan++) Gauge("ipmi_fan_rpm", 140, 9000, 2000, new Label("sensor", $"FAN{fan}"));
        _values = new double[_series.Count];
        Schema = Schema.Of(_series);
    }

    /// <summary>Its series.</summary>
    public Schema Schema { get; }

    /// <summary>Its next report's values, packed.</summary>
    public byte[] Next()
    {
        for (var i = 0; i < _values.Length; i++) _values[i] = _next[i]();
        _packed.Clear();
        ValuePacking.Pack(_values, _packed);
        return _packed.Written.ToArray();
    }

    private void AddGpu(params Label[] card)
    {
        foreach (var temperature in new[] { "gpu_temperature_celsius", "gpu_memory_temperature_celsius" })
            Gauge(temperature, 1, 60, 12, card);
        Gauge("gpu_power_watts", 0.001, 550, 150, card);
        Counter("gpu_energy_joules_total", 0.001, 5_500, card);
        foreach (var share in new[] { "gpu_utilization_ratio", "gpu_memory_utilization_ratio", "gpu_encoder_utilization_ratio" })
            Gauge(share, 0.01, 0.6, 0.4, card);
        foreach (var clock in new[] { "gpu_sm_clock_hertz", "gpu_graphics_clock_hertz", "gpu_video_clock_hertz" })
            Gauge(clock, 15_000_000, 1.7e9, 2e8, card);
        Gauge("gpu_memory_used_bytes", 65_536, 6e10, 1e10, card);
        foreach (var direction in new[] { "receive", "transmit" })
            Counter($"gpu_pcie_{direction}_bytes_total", 1, 20_000_000_000, card);
        foreach (var still in new[] { "gpu_power_limit_watts", "gpu_memory_total_bytes", "gpu_pcie_generation", "gpu_pcie_width", "gpu_up", "gpu_ecc_enabled" })
            Gauge(still, 1, 700, 0, card);
        foreach (var reason in new[] { "power_cap", "thermal", "hardware", "sync_boost" })
            Gauge("gpu_throttle", 1, 0, 1, [.. card, new("reason", reason)]);
    }

    private void Gauge(string metric, double step, double middle, double spread, params ReadOnlySpan<Label> labels)
    {
        _series.Add(MetricCatalog.Series(metric, labels));
        _next.Add(() => Figure(Math.Round((middle + spread * (2 * _random.NextDouble() - 1)) / step), step));
    }

    private void Counter(string metric, double step, double growth, params ReadOnlySpan<Label> labels)
    {
        _series.Add(MetricCatalog.Series(metric, labels));
        var steps = Math.Floor(_random.NextDouble() * growth * 10_000 / step);
        _next.Add(() => Figure(steps += Math.Floor(_random.NextDouble() * growth / step), step));
    }

    /// <summary>The number with as few decimals as a source gives.</summary>
    private static double Figure(double steps, double step) => step < 1 ? Math.Round(steps * step, 3) : steps * step;
}
