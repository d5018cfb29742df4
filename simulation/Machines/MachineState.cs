using Dcmon.Simulation.Work;

namespace Dcmon.Simulation.Machines;

/// <summary>How a machine is at an instant: what its parts make their figures of.</summary>
/// <param name="Time">Unix seconds.</param>
/// <param name="Boot">When its kernel started, Unix seconds.</param>
/// <param name="Inlet">Temperature of the air that it gets, °C.</param>
/// <param name="Busy">Busy share of its cores, 0–1.</param>
/// <param name="CpuCelsius">Temperature of its processors.</param>
/// <param name="Watts">What it draws in all.</param>
/// <param name="FanRatio">How fast its fans turn, 0–1.</param>
/// <param name="Gpus">Its GPUs.</param>
internal sealed record MachineState(
    double Time, double Boot, double Inlet, double Busy, double CpuCelsius, double Watts, double FanRatio, IReadOnlyList<GpuState> Gpus)
{
    /// <summary>Seconds since its kernel started.</summary>
    public double Uptime => Time - Boot;

    /// <summary>Who uses its GPUs.</summary>
    public IEnumerable<Tenancy> Tenancies => Gpus.Select(each => each.WorkPhase.Tenancy).OfType<Tenancy>().Distinct();
}

/// <summary>How a GPU is at an instant.</summary>
/// <param name="WorkPhase">What it does.</param>
/// <param name="Level">How hard it works, after what it did before has faded, 0–1.</param>
/// <param name="Utilization">Share of the time in which it works, 0–1.</param>
/// <param name="Watts">Power.</param>
/// <param name="Celsius">Temperature of its core.</param>
/// <param name="IsThrottled">Whether heat holds its clocks down.</param>
/// <param name="IsLost">Whether it does not answer.</param>
internal readonly record struct GpuState(
    WorkPhase WorkPhase, double Level, double Utilization, double Watts, double Celsius, bool IsThrottled, bool IsLost);
