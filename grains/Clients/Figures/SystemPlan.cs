using static Dcmon.Grains.Clients.Figures.Reduction;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>Processors, memory and network, from the kernel's figures.</summary>
internal sealed class SystemPlan(SeriesIndex series)
{
    private readonly int[] _cpuBusy = series.All("cpu_seconds_total", "mode", mode => !IsIdle(mode));
    private readonly int[] _cpuIdle = series.All("cpu_seconds_total", "mode", IsIdle);
    private readonly int[] _received = series.All("network_receive_bytes_total");
    private readonly int[] _transmitted = series.All("network_transmit_bytes_total");
    private readonly int _memoryTotal = series.First("memory_total_bytes");
    private readonly int _memoryAvailable = series.First("memory_available_bytes");
    private readonly int _uptime = series.First("uptime_seconds");
    private readonly int _load1 = series.First("load1");
    private readonly int _rented = series.First("vast_rented");

    public double? CpuRatio(double[] rates) => Share(Sum(rates, _cpuBusy), Sum(rates, _cpuIdle));

    public double? MemoryRatio(double[] values) =>
        Share(At(values, _memoryTotal) - At(values, _memoryAvailable), At(values, _memoryAvailable));

    public double? Received(double[] rates) => OrNull(Sum(rates, _received));

    public double? Transmitted(double[] rates) => OrNull(Sum(rates, _transmitted));

    public double? Uptime(double[] values) => OrNull(At(values, _uptime));

    public double? Load1(double[] values) => OrNull(At(values, _load1));

    public double? Rented(double[] values) => OrNull(At(values, _rented));

    /// <summary>A core that waits for I/O could run something else.</summary>
    private static bool IsIdle(string mode) => mode is "idle" or "iowait";
}
