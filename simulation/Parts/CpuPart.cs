using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Cpu;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>Processors: time by mode, of each core and of all together.</summary>
internal sealed class CpuPart : IPart
{
    /// <summary>
    /// How a core's work is shared among the modes, idle aside, in the order of <see cref="CpuModes.Names"/>.
    /// </summary>
    private static readonly double[] Shares = [0.79, 0.005, 0.15, double.NaN, 0.035, 0.004, 0.016, 0, 0, 0];

    private static readonly Series[] All = [.. CpuModes.Names.Select(mode => MetricCatalog.Series("system_cpu_seconds_total", new Label("mode", mode)))];
    private static readonly Series Cores = MetricCatalog.Series("cpu_cores");
    private static readonly Series Switches = MetricCatalog.Series("context_switches_total");
    private static readonly Series Running = MetricCatalog.Series("processes_running");
    private static readonly Series Blocked = MetricCatalog.Series("processes_blocked");

    private readonly SimulatedMachine _machine;
    private readonly Series[] _modes;
    private readonly double[] _weights;
    private readonly SinceBoot _work;

    public CpuPart(SimulatedMachine machine)
    {
        _machine = machine;
        var cores = machine.Kind.Cores;
        _modes =
        [
            .. from core in Enumerable.Range(0, cores)
               from mode in CpuModes.Names
               select MetricCatalog.Series("cpu_seconds_total", new("cpu", $"{core}"), new("mode", mode)),
        ];
        double[] raw = [.. Enumerable.Range(0, cores).Select(core => 0.7 + 0.6 * Noise.Of(machine.Seed + 5, core))];
        _weights = Array.ConvertAll(raw, each => each / raw.Sum());
        _work = new SinceBoot(machine.CpuBetween);
    }

    /// <inheritdoc/>
    public string Collector => "cpu";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        var work = _work.At(now);
        Span<double> all = stackalloc double[CpuModes.Count];
        for (var core = 0; core < _weights.Length; core++)
        {
            var (busy, first) = (Math.Min(now.Uptime, work * _weights[core]), core * CpuModes.Count);
            for (var mode = 0; mode < CpuModes.Count; mode++)
            {
                var time = Ticks(mode == 3 ? now.Uptime - busy : busy * Shares[mode]);
                samples.Add(_modes[first + mode], time);
                all[mode] += time;
            }
        }

        for (var mode = 0; mode < CpuModes.Count; mode++)
            samples.Add(All[mode], Ticks(all[mode]));

        samples.Add(Switches, Math.Floor(now.Uptime * 400 * _machine.Kind.Cores + work * 900));
        samples.Add(Running, Math.Ceiling(now.Busy * _machine.Kind.Cores));
        samples.Add(Blocked, Math.Floor(1.4 * Noise.Of(_machine.Seed + 6, (long)now.Time)));
        samples.Add(Cores, _machine.Kind.Cores);
    }

    /// <summary>Seconds as the kernel counts them: whole hundredths.</summary>
    private static double Ticks(double seconds) => Math.Floor(seconds * 100) / 100;
}
