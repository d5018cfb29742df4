namespace Dcmon.Simulation.Machines;

/// <summary>A model of GPU.</summary>
/// <param name="Name">As the driver has it.</param>
/// <param name="Vbios">Version of its BIOS.</param>
/// <param name="MemoryBytes">Memory, bytes.</param>
/// <param name="IdleWatts">Power when idle.</param>
/// <param name="LimitWatts">Power limit after a restart.</param>
/// <param name="MinWatts">Lowest limit that can be set.</param>
/// <param name="MaxWatts">Highest.</param>
/// <param name="SlowdownCelsius">Temperature at which the clocks go down.</param>
/// <param name="ClockMegahertz">Highest clock of the multiprocessors.</param>
/// <param name="MemoryClockMegahertz">Clock of the memory.</param>
/// <param name="PcieGeneration">PCIe generation.</param>
/// <param name="Fans">Fans of its own; 0 for cards that the chassis cools.</param>
/// <param name="HasEcc">Whether its memory corrects errors; consumer cards do not report them.</param>
/// <param name="NvLinks">Links to other cards.</param>
/// <param name="LoadCelsius">Temperature under full load.</param>
internal sealed record GpuModel(
    string Name, string Vbios, long MemoryBytes, double IdleWatts, double LimitWatts, double MinWatts, double MaxWatts,
    double SlowdownCelsius, double ClockMegahertz, double MemoryClockMegahertz, int PcieGeneration, int Fans, bool HasEcc, int NvLinks,
    double LoadCelsius)
{
    private const long Mebibyte = 1 << 20;

    /// <summary>NVIDIA H100 SXM.</summary>
    public static readonly GpuModel H100 = new("NVIDIA H100 80GB HBM3", "96.00.99.00.01", 81_559 * Mebibyte, 71, 700, 200, 700, 87, 1_980, 2_619, 5, 0, true, 18, 66);

    /// <summary>NVIDIA A100 SXM.</summary>
    public static readonly GpuModel A100 = new("NVIDIA A100-SXM4-80GB", "92.00.A0.00.05", 81_920 * Mebibyte, 58, 400, 100, 400, 89, 1_410, 1_593, 4, 0, true, 12, 62);

    /// <summary>NVIDIA L40S.</summary>
    public static readonly GpuModel L40S = new("NVIDIA L40S", "95.02.66.00.02", 46_068 * Mebibyte, 33, 350, 100, 350, 88, 2_520, 9_001, 4, 0, true, 0, 68);

    /// <summary>NVIDIA RTX 4090: no ECC unless it is asked for.</summary>
    public static readonly GpuModel Rtx4090 = new("NVIDIA GeForce RTX 4090", "95.02.3C.C0.8F", 24_564 * Mebibyte, 19, 450, 150, 600, 84, 2_520, 10_501, 4, 2, false, 0, 70);

    /// <summary>NVIDIA RTX 3090, with one fan that reports its speed, no ECC.</summary>
    public static readonly GpuModel Rtx3090 = new("NVIDIA GeForce RTX 3090", "94.02.42.00.A8", 24_576 * Mebibyte, 24, 350, 100, 366, 93, 1_695, 9_751, 4, 1, false, 0, 73);
}
