using System.Globalization;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// A GPU as the driver reports it: whole degrees that follow the power with the inertia of the cooler, watts with two
/// decimals and the noise of the meter, use in hundredths, used memory in MiB, the clock in steps of 15 MHz (at its top
/// most of the time).
/// </summary>
internal sealed class Gpu : Source
{
    private const double Mebibyte = 1 << 20;

    private readonly Activity _work = new();
    private readonly double _offset;
    private double _temperature = 40;
    private double _memory = 2_000;

    /// <summary>Makes a GPU.</summary>
    public Gpu(int number, Random random) : this(
        new Label("gpu", number.ToString(CultureInfo.InvariantCulture)),
        new Label("uuid", $"GPU-{random.NextInt64():x16}"),
        new Label("model", "NVIDIA H100 80GB HBM3")) => _offset = 4 * random.NextDouble();

    private Gpu(params Label[] labels)
        : base(Gauge("gpu_temperature_celsius", "celsius", labels), Gauge("gpu_power_watts", "watts", labels),
            Gauge("gpu_utilization_ratio", "ratio", labels), Gauge("gpu_memory_used_bytes", "bytes", labels),
            Gauge("gpu_sm_clock_hertz", "hertz", labels))
    {
    }

    /// <inheritdoc/>
    public override void Next(in TickState now, Span<double> values)
    {
        var work = _work.Next(now);
        var watts = 68 + 610 * work + 2.5 * now.Normal();
        _temperature += 0.1 * (29 + _offset + watts / 17 - _temperature) + 0.15 * now.Normal();
        // Memory is taken when a job starts and grows or is given back in steps.
        if (now.Random.NextDouble() < 0.03) _memory = Math.Clamp(600 + 78_000 * work + 500 * now.Normal(), 4, 81_000);
        values[0] = Math.Round(_temperature);
        values[1] = Math.Round(watts, 2);
        values[2] = work < 0.05 ? 0 : Math.Clamp(Math.Round(work + 0.02 * now.Normal(), 2), 0, 1);
        values[3] = Math.Floor(_memory) * Mebibyte;
        values[4] = (work < 0.05 ? 345 : watts > 640 ? 1_980 - 15 * now.Random.Next(1, 9) : 1_980) * 1e6;
    }
}
