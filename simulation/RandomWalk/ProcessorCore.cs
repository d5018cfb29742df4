using System.Globalization;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// A core's seconds by mode as <c>/proc/stat</c> has them: counters in steps of 0.01 s that together grow by the 10 s
/// between two reports. User and idle time carry almost all; nice, irq and steal stay at zero on most machines of a
/// datacenter.
/// </summary>
internal sealed class ProcessorCore : Source
{
    private const int TicksPerReport = 1_000;
    private static readonly string[] Modes = ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"];

    private readonly long[] _hundredths = new long[Modes.Length];
    private readonly double _share;

    /// <summary>Makes a core of a host that has been up for a while.</summary>
    public ProcessorCore(int number, Random random)
        : base([.. Modes.Select(mode => Known(
            "cpu_seconds_total", new Label("cpu", number.ToString(CultureInfo.InvariantCulture)),
            new Label("mode", mode)))])
    {
        _share = 0.5 + random.NextDouble();
        (_hundredths[0], _hundredths[2], _hundredths[3]) = (random.Next(90_000_000), random.Next(9_000_000), random.Next(200_000_000));
        (_hundredths[4], _hundredths[6]) = (random.Next(100_000), random.Next(300_000));
        if (number == 0) _hundredths[1] = 311;
    }

    /// <inheritdoc/>
    public override void Next(in TickState now, Span<double> values)
    {
        var busy = Math.Clamp(now.Load * _share + 0.04 * now.Normal(), 0.002, 1);
        var system = now.Events(TicksPerReport * busy * 0.12);
        var waiting = now.Random.NextDouble() < 0.2 ? now.Events(2) : 0;
        var interrupts = now.Events(TicksPerReport * busy * 0.004);
        var user = Math.Min(
            now.Events(TicksPerReport * busy * 0.86), Math.Max(0, TicksPerReport - system - waiting - interrupts));
        _hundredths[0] += user;
        _hundredths[2] += system;
        _hundredths[4] += waiting;
        _hundredths[6] += interrupts;
        // The clock ticks of one core are read a moment apart from the report's time: now and then one more or less.
        _hundredths[3] += Math.Max(0, TicksPerReport - user - system - waiting - interrupts + now.Random.Next(-1, 2));
        for (var i = 0; i < values.Length; i++) values[i] = _hundredths[i] / 100.0;
    }
}
