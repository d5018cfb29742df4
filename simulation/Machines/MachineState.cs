using Dcmon.Simulation.Work;

namespace Dcmon.Simulation.Machines;

/// <summary>The state of a machine at an instant, from which its parts make their figures.</summary>
/// <param name="Time">Unix seconds.</param>
/// <param name="Boot">When its kernel started, Unix seconds.</param>
/// <param name="Inlet">Temperature of the air at its inlet, °C.</param>
/// <param name="Busy">Busy share of its cores, 0–1.</param>
/// <param name="CpuCelsius">Temperature of its processors.</param>
/// <param name="Watts">Power of the whole machine.</param>
/// <param name="FanRatio">Speed of its fans, 0–1.</param>
/// <param name="Gpus">Its GPUs.</param>
internal sealed record MachineState(
    double Time, double Boot, double Inlet, double Busy, double CpuCelsius, double Watts, double FanRatio,
    IReadOnlyList<GpuState> Gpus)
{
    /// <summary>Seconds since its kernel started.</summary>
    public double Uptime => Time - Boot;

    /// <summary>Users of its GPUs.</summary>
    public IEnumerable<Tenancy> Tenancies => Gpus.Select(each => each.WorkPhase.Tenancy).OfType<Tenancy>().Distinct();
}

/// <summary>The state of a GPU at an instant.</summary>
/// <param name="WorkPhase">What it is used for.</param>
/// <param name="Level">Its load as its temperature follows it, with a lag, 0–1.</param>
/// <param name="Utilization">Share of the time in which it works, 0–1.</param>
/// <param name="Watts">Power.</param>
/// <param name="Celsius">Temperature of its core.</param>
/// <param name="IsThrottled">Whether heat limits its clocks.</param>
/// <param name="IsLost">Whether it does not answer.</param>
internal readonly record struct GpuState(
    WorkPhase WorkPhase, double Level, double Utilization, double Watts, double Celsius, bool IsThrottled, bool IsLost);
