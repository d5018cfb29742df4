using System.Globalization;
using Dcmon.Simulation.Work;

namespace Dcmon.Simulation.Machines;

/// <summary>
/// A simulated machine. Its state is a function of its number and the time: its past can be reported at once, and its
/// counters continue when the simulation is started again. Not safe for concurrent use.
/// </summary>
public sealed class SimulatedMachine
{
    private const double Week = 7 * 86_400;

    /// <summary>
    /// Seconds of a restart: from going down to the start of the kernel, and from there until the agent runs.
    /// </summary>
    private const double Down = 140, AgentUp = 45;

    /// <summary>Time constant of a card's temperature, seconds.</summary>
    private const double Warming = 95;

    /// <summary>Index of the card that has the faults of cards.</summary>
    internal const int FaultyGpu = 1;

    private readonly PeriodicRate _work;
    private readonly GpuAllocation[] _allocationOf;

    internal SimulatedMachine(int number, MachineKind kind, Fault fault, string prefix)
    {
        (Number, Seed, Kind) = (number, 1_000 + number * 97, kind);
        Faults = new FaultSchedule(fault, Seed);
        HostName = string.Create(CultureInfo.InvariantCulture, $"{prefix}{Kind.Role}-{number + 1:00}");
        _work = new PeriodicRate(Seed + 1, Kind.Busy * (0.8 + 0.4 * Noise.Of(Seed, 1)), 0.7);
        var size = Kind.Gpus / Math.Max(1, Kind.Allocations);
        Allocations = [.. Enumerable.Range(0, Kind.Allocations).Select(
            allocation => new GpuAllocation(Seed + 10 + allocation, [.. Enumerable.Range(allocation * size, size)], Kind.IsForRent))];
        _allocationOf = [.. Enumerable.Range(0, Kind.Gpus).Select(gpu => Allocations[gpu / size])];
    }

    /// <summary>Its number, from 0.</summary>
    public int Number { get; }

    /// <summary>Seed of the pseudo-random figures of its parts.</summary>
    internal int Seed { get; }

    /// <summary>Its hardware.</summary>
    internal MachineKind Kind { get; }

    /// <summary>Its role and number, such as <c>hgx-01</c>.</summary>
    public string HostName { get; }

    /// <summary>The rack that it stands in.</summary>
    public string Rack => $"Rack {(char)('A' + Number / 20)}{Number / 10 % 2 + 1}";

    /// <summary>When it has its fault.</summary>
    internal FaultSchedule Faults { get; }

    /// <summary>Its GPUs by user.</summary>
    internal IReadOnlyList<GpuAllocation> Allocations { get; }

    /// <summary>
    /// When its kernel started, Unix seconds: every few weeks for updates, or daily where that is its fault.
    /// </summary>
    internal double BootAt(double time)
    {
        if (Faults.Age(Fault.Restarts, time) is { } age) return time - age;
        var every = 3 + Seed % 5;
        for (var week = (long)Math.Floor(time / Week); ; week--)
            if ((week + Seed) % every == 0 && BootOf(week) <= time)
                return BootOf(week);
    }

    /// <summary>Whether its agent cannot report: it restarts, or has no network.</summary>
    public bool IsSilent(DateTimeOffset time) => IsSilent(time.ToUnixTimeMilliseconds() / 1_000.0);

    /// <summary>The same, Unix seconds.</summary>
    internal bool IsSilent(double time) =>
        time - BootAt(time) < AgentUp || BootAt(time + Down) > time || Faults.Age(Fault.BadLink, time) is not null;

    /// <summary>Busy seconds of all its cores between two instants, work for GPUs included.</summary>
    internal double CpuBetween(double from, double to) =>
        Kind.Cores * _work.Between(from, to) + Allocations.Sum(
            allocation => allocation.Gpus.Count * CoresOfGpu * allocation.Between(from, to));

    /// <summary>Its state at an instant, Unix seconds.</summary>
    internal MachineState StateAt(double time)
    {
        var inlet = 23 + 1.5 * Noise.At(Seed / 970, time, 9_000) + 1.2 * Math.Sin(2 * Math.PI * (time / 86_400 - 0.35));
        var gpus = new GpuState[Kind.Gpus];
        for (var i = 0; i < gpus.Length; i++) gpus[i] = GpuAt(i, time, inlet);
        var busy = Math.Min(1, _work.At(time) + gpus.Sum(each => each.WorkPhase.Level) * CoresOfGpu / Kind.Cores);
        var cpu = inlet + 15 + 38 * busy + 1.5 * Noise.At(Seed + 2, time, 45);
        var hottest = gpus.Where(each => !each.IsLost).Select(each => each.Celsius).Append(cpu).Max();
        var fans = Math.Clamp(0.32 + (hottest - 45) / 55, 0.32, 1);
        var watts = Kind.Watts + Kind.Cores * 4.5 * busy + 140 * fans * fans * fans + gpus.Sum(each => each.Watts) * 1.03;
        return new MachineState(
            time, BootAt(time), inlet, busy, cpu, watts * (1 + 0.01 * Noise.At(Seed + 3, time, 20)), fans, gpus);
    }

    /// <summary>Cores that a card at full load keeps busy.</summary>
    private double CoresOfGpu => Kind.Gpus == 0 ? 0 : 0.42 * Kind.Cores / Kind.Gpus;

    private double BootOf(long week) => week * Week + Week * (0.1 + 0.8 * Noise.Of(Seed + 4, week));

    private GpuState GpuAt(int index, double time, double inlet)
    {
        var (phase, model, seed) = (_allocationOf[index].At(time), Kind.Gpu!, Seed + 100 + index);
        var level = phase.Level + (phase.Before - phase.Level) * Math.Exp((phase.Start - time) / Warming);
        var utilization = phase.Level < 0.01
            ? 0
            : Math.Clamp(phase.Level * (1 + 0.07 * Noise.At(seed, time, 12)), 0, 1);
        var watts = model.IdleWatts + (model.LimitWatts * 0.97 - model.IdleWatts) * phase.Level * (1 + 0.04 * Noise.At(seed + 50, time, 9));
        var celsius = inlet + 7 + (model.LoadCelsius - 30) * level + 6 * (Noise.Of(seed, 3) - 0.5) + 0.8 * Noise.At(
            seed + 30, time, 25);
        if (index != FaultyGpu) return new GpuState(phase, level, utilization, watts, celsius, false, false);
        if (Faults.Age(Fault.LostGpu, time) is not null)
            return new GpuState(phase with { Level = 0, Tenancy = null }, 0, 0, 0, 0, false, true);
        if (Faults.Age(Fault.HotGpu, time) is not { } age)
            return new GpuState(phase, level, utilization, watts, celsius, false, false);
        // The thermal paste has dried out: the chip gets hotter until the card lowers its clocks.
        var hot = celsius + 30 * Math.Min(1, age / 600) * (0.2 + level);
        var isThrottled = hot >= model.SlowdownCelsius - 1;
        return new GpuState(
            phase, level, utilization, isThrottled ? watts * 0.68 : watts,
            isThrottled ? model.SlowdownCelsius + 0.9 * Noise.At(seed + 60, time, 18) : hot, isThrottled, false);
    }
}
