using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// The machine as a whole: load averages with two decimals, damped as the kernel damps them; stall times in
/// microseconds; counts of processes, threads and handles that creep; context switches; uptime in hundredths of a
/// second.
/// </summary>
internal sealed class Kernel : Source
{
    private const double Cores = 96;

    private readonly double[] _loads = [1, 1, 1];
    private readonly long[] _stalledMicroseconds = [91_433_201, 11_209_377, 10_937_117, 55_301_009, 51_077_411];
    private readonly long _startedHundredths;
    private double _processes = 900;
    private double _handles = 21_000;
    private long _switches;

    /// <summary>Makes the kernel of a host that has been up for a while.</summary>
    public Kernel(Random random)
        : base(
            Known("load1"), Known("load5"), Known("load15"),
            Pressure("some", "cpu"), Pressure("some", "memory"), Pressure("full", "memory"), Pressure("some", "io"),
            Pressure("full", "io"),
            Known("uptime_seconds"), Known("processes"), Known("threads"), Known("processes_running"),
            Known("processes_blocked"),
            Known("file_handles"), Known("context_switches_total"), Known("file_handles_max")) =>
        (_startedHundredths, _switches) = (random.NextInt64(800_000_000), random.NextInt64(90_000_000_000));

    /// <inheritdoc/>
    public override void Next(in TickState now, Span<double> values)
    {
        var running = 1 + now.Events(Cores * now.Load);
        ReadOnlySpan<double> minutes = [1, 5, 15];
        for (var i = 0; i < 3; i++)
        {
            var kept = Math.Exp(-10 / (60 * minutes[i]));
            _loads[i] = _loads[i] * kept + running * (1 - kept);
            values[i] = Math.Round(_loads[i], 2);
        }

        // Waiting for a core is common, for memory it is not, for drives it comes in bursts.
        _stalledMicroseconds[0] += now.Events(40_000 * now.Load);
        if (now.Random.NextDouble() < 0.02) Stall(1, now.Events(900));
        if (now.Random.NextDouble() < 0.3) Stall(3, now.Events(9_000 * now.Load));
        for (var i = 0; i < 5; i++) values[3 + i] = _stalledMicroseconds[i] / 1e6;

        _processes = Math.Max(400, _processes + (now.Random.NextDouble() < 0.4 ? now.Random.Next(-3, 4) : 0));
        _handles = Math.Max(5_000, _handles + 40 * now.Normal());
        _switches += now.Events(400_000 + 3_000_000 * now.Load);
        values[8] = (_startedHundredths + now.Tick * 1_000 + now.Random.Next(3)) / 100.0;
        values[9] = _processes;
        values[10] = Math.Round(_processes * 3.1 + 200 * now.Load);
        values[11] = running;
        values[12] = now.Random.NextDouble() < 0.1 ? 1 : 0;
        values[13] = Math.Floor(_handles / 32) * 32;
        values[14] = _switches;
        values[15] = 9_223_372_036_854_775_807;
    }

    private void Stall(int some, long microseconds)
    {
        _stalledMicroseconds[some] += microseconds;
        _stalledMicroseconds[some + 1] += microseconds * 9 / 10;
    }

    private static Series Pressure(string kind, string resource) =>
        Known($"pressure_{kind}_seconds_total", new Label("resource", resource));
}
