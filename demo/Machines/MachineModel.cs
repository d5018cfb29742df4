using System.Globalization;
using Dcmon.Demo.Work;

namespace Dcmon.Demo.Machines;

/// <summary>
/// A machine that does not exist. How it is follows from its number and the time alone: its past can be told at once, and it goes on
/// unharmed when the demo is started again. Not safe for concurrent use.
/// </summary>
internal sealed class MachineModel
{
    private const double Week = 7 * 86_400;

    /// <summary>How long a restart takes: the machine goes down so long before its kernel starts, and the agent is up so long after.</summary>
    private const double Down = 140, AgentUp = 45;

    /// <summary>Seconds in which a card's temperature comes two thirds of the way.</summary>
    private const double Warming = 95;

    /// <summary>The card that faults of cards happen to.</summary>
    public const int FaultyGpu = 1;

    private readonly Rhythm _work;
    private readonly GpuLane[] _laneOf;

    /// <summary>Makes the machine with that number.</summary>
    public MachineModel(int number)
    {
        (Kind, var fault) = MachineKind.Fleet[number % MachineKind.Fleet.Length];
        (Number, Seed) = (number, 1_000 + number * 97);
        Faults = new FaultClock(fault, Seed);
        HostName = string.Create(CultureInfo.InvariantCulture, $"{Kind.Role}-{number + 1:00}");
        _work = new Rhythm(Seed + 1, Kind.Busy * (0.8 + 0.4 * Noise.Of(Seed, 1)), 0.7);
        var size = Kind.Gpus / Math.Max(1, Kind.Lanes);
        Lanes = [.. Enumerable.Range(0, Kind.Lanes).Select(lane => new GpuLane(Seed + 10 + lane, [.. Enumerable.Range(lane * size, size)], Kind.IsForRent))];
        _laneOf = [.. Enumerable.Range(0, Kind.Gpus).Select(gpu => Lanes[gpu / size])];
    }

    /// <summary>Its number, from 0.</summary>
    public int Number { get; }

    /// <summary>For the chances of its parts.</summary>
    public int Seed { get; }

    /// <summary>What it is built of.</summary>
    public MachineKind Kind { get; }

    /// <summary>Its name.</summary>
    public string HostName { get; }

    /// <summary>The rack that it stands in.</summary>
    public string Rack => $"Rack {(char)('A' + Number / 20)}{Number / 10 % 2 + 1}";

    /// <summary>When something is wrong with it.</summary>
    public FaultClock Faults { get; }

    /// <summary>Its GPUs, as they are given away.</summary>
    public IReadOnlyList<GpuLane> Lanes { get; }

    /// <summary>When its kernel started, Unix seconds: each few weeks for updates, or daily where that is its fault.</summary>
    public double BootAt(double time)
    {
        if (Faults.Age(Fault.Restarts, time) is { } age) return time - age;
        var every = 3 + Seed % 5;
        for (var week = (long)Math.Floor(time / Week); ; week--)
            if ((week + Seed) % every == 0 && BootOf(week) <= time)
                return BootOf(week);
    }

    /// <summary>Whether its agent cannot report: it restarts, or has no network.</summary>
    public bool IsSilent(double time) =>
        time - BootAt(time) < AgentUp || BootAt(time + Down) > time || Faults.Age(Fault.BadLink, time) is not null;

    /// <summary>How much work its processors did between two instants: seconds of all cores together, work for GPUs included.</summary>
    public double CpuBetween(double from, double to) =>
        Kind.Cores * _work.Between(from, to) + Lanes.Sum(lane => lane.Gpus.Count * CoresOfGpu * lane.Between(from, to));

    /// <summary>How it is.</summary>
    public MachineState StateAt(double time)
    {
        var inlet = 23 + 1.5 * Noise.At(Seed / 970, time, 9_000) + 1.2 * Math.Sin(2 * Math.PI * (time / 86_400 - 0.35));
        var gpus = new GpuState[Kind.Gpus];
        for (var i = 0; i < gpus.Length; i++) gpus[i] = GpuAt(i, time, inlet);
        var busy = Math.Min(1, _work.At(time) + gpus.Sum(each => each.Stretch.Level) * CoresOfGpu / Kind.Cores);
        var cpu = inlet + 15 + 38 * busy + 1.5 * Noise.At(Seed + 2, time, 45);
        var hottest = gpus.Where(each => !each.IsLost).Select(each => each.Celsius).Append(cpu).Max();
        var fans = Math.Clamp(0.32 + (hottest - 45) / 55, 0.32, 1);
        var watts = Kind.Watts + Kind.Cores * 4.5 * busy + 140 * fans * fans * fans + gpus.Sum(each => each.Watts) * 1.03;
        return new MachineState(time, BootAt(time), inlet, busy, cpu, watts * (1 + 0.01 * Noise.At(Seed + 3, time, 20)), fans, gpus);
    }

    /// <summary>Cores that feed a card at work.</summary>
    private double CoresOfGpu => Kind.Gpus == 0 ? 0 : 0.42 * Kind.Cores / Kind.Gpus;

    private double BootOf(long week) => week * Week + Week * (0.1 + 0.8 * Noise.Of(Seed + 4, week));

    private GpuState GpuAt(int index, double time, double inlet)
    {
        var (stretch, model, seed) = (_laneOf[index].At(time), Kind.Gpu!, Seed + 100 + index);
        var level = stretch.Level + (stretch.Before - stretch.Level) * Math.Exp((stretch.Start - time) / Warming);
        var utilization = stretch.Level < 0.01 ? 0 : Math.Clamp(stretch.Level * (1 + 0.07 * Noise.At(seed, time, 12)), 0, 1);
        var watts = model.IdleWatts + (model.LimitWatts * 0.97 - model.IdleWatts) * stretch.Level * (1 + 0.04 * Noise.At(seed + 50, time, 9));
        var celsius = inlet + 7 + (model.LoadCelsius - 30) * level + 6 * (Noise.Of(seed, 3) - 0.5) + 0.8 * Noise.At(seed + 30, time, 25);
        if (index != FaultyGpu) return new GpuState(stretch, level, utilization, watts, celsius, false, false);
        if (Faults.Age(Fault.LostGpu, time) is not null) return new GpuState(stretch with { Level = 0, Tenancy = null }, 0, 0, 0, 0, false, true);
        if (Faults.Age(Fault.HotGpu, time) is not { } age) return new GpuState(stretch, level, utilization, watts, celsius, false, false);
        // The paste has dried out: heat does not leave the chip, until the card protects itself.
        var hot = celsius + 30 * Math.Min(1, age / 600) * (0.2 + level);
        var isThrottled = hot >= model.SlowdownCelsius - 1;
        return new GpuState(
            stretch, level, utilization, isThrottled ? watts * 0.68 : watts,
            isThrottled ? model.SlowdownCelsius + 0.9 * Noise.At(seed + 60, time, 18) : hot, isThrottled, false);
    }
}
