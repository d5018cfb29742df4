namespace Dcmon.Simulation.Machines;

/// <summary>The hardware of a machine.</summary>
/// <param name="Role">First part of its name.</param>
/// <param name="Gpu">Model of its GPUs; null where it has none.</param>
/// <param name="Gpus">How many.</param>
/// <param name="Allocations">How many users share the GPUs, each with the same number.</param>
/// <param name="IsForRent">Whether it is a host of vast.ai.</param>
/// <param name="Cpu">Model of its processors.</param>
/// <param name="Cores">Logical cores.</param>
/// <param name="MemoryGibibytes">Memory.</param>
/// <param name="Drives">NVMe drives.</param>
/// <param name="Disks">Spinning disks.</param>
/// <param name="Vendor">Manufacturer.</param>
/// <param name="Model">The whole machine's model.</param>
/// <param name="Board">The board's model.</param>
/// <param name="Supplies">Power supplies.</param>
/// <param name="Fans">Fans of the chassis.</param>
/// <param name="Watts">Power when idle without the GPUs.</param>
/// <param name="Busy">Mean utilization of its cores without the work for GPUs, 0–1.</param>
internal sealed record MachineKind(
    string Role, GpuModel? Gpu, int Gpus, int Allocations, bool IsForRent, string Cpu, int Cores, int MemoryGibibytes,
    int Drives, int Disks,
    string Vendor, string Model, string Board, int Supplies, int Fans, double Watts, double Busy)
{
    /// <summary>Collectors that its agent runs; null: all that have something to report.</summary>
    public IReadOnlyList<string>? Collectors { get; init; }

    private static readonly string[] LoadCollectors = ["cpu", "memory", "disks", "filesystems", "network"];

    /// <summary>8 H100 on one board.</summary>
    public static readonly MachineKind Hgx = new(
        "hgx", GpuModel.H100, 8, 1, false, "INTEL(R) XEON(R) PLATINUM 8480+", 56, 2_048, 4, 0, "Supermicro",
        "SYS-821GE-TNHR", "X13DEG-OAD", 6, 10, 780, 0.08);

    /// <summary>A100 on one board.</summary>
    public static readonly MachineKind Dgx = new(
        "dgx", GpuModel.A100, 8, 2, false, "AMD EPYC 7742 64-Core Processor", 48, 1_024, 4, 0, "Supermicro",
        "AS -4124GO-NART", "H12DSG-O-CPU", 4, 8, 620, 0.09);

    /// <summary>4 L40S.</summary>
    public static readonly MachineKind Ada = new(
        "ada", GpuModel.L40S, 4, 2, false, "AMD EPYC 9354 32-Core Processor", 32, 512, 2, 0, "Supermicro",
        "AS -4125GS-TNRT", "H13DSG-O-CPU", 2, 6, 310, 0.12);

    /// <summary>RTX 4090 for rent.</summary>
    public static readonly MachineKind Rtx4090Host = new(
        "rtx4090", GpuModel.Rtx4090, 8, 2, true, "AMD EPYC 7543 32-Core Processor", 32, 512, 2, 0, "Supermicro",
        "AS -4124GS-TNR", "H12DSG-O-CPU", 4, 6, 330, 0.06);

    /// <summary>RTX 3090 for rent.</summary>
    public static readonly MachineKind Rtx3090Host = new(
        "rtx3090", GpuModel.Rtx3090, 8, 2, true, "AMD EPYC 7402P 24-Core Processor", 24, 256, 1, 0, "GIGABYTE",
        "G482-Z50-00", "MZ52-G40-00", 4, 6, 280, 0.05);

    /// <summary>A storage node of 12 disks.</summary>
    public static readonly MachineKind Storage = new(
        "store", null, 0, 0, false, "INTEL(R) XEON(R) SILVER 4314", 16, 256, 2, 12, "Supermicro", "SSG-640P-E1CR24H",
        "X12DPi-N6", 2, 5, 290, 0.13);

    /// <summary>A compute node without GPUs.</summary>
    public static readonly MachineKind Node = new(
        "node", null, 0, 0, false, "AMD EPYC 9254 24-Core Processor", 24, 192, 1, 0, "Supermicro", "AS -1115CS-TNR",
        "H13SSW", 2, 4, 180, 0.34);

    /// <summary>2 RTX 4090 and few cores, for load tests.</summary>
    public static readonly MachineKind SmallGpu = Rtx4090Host with
    {
        Role = "gpu",
        Gpus = 2,
        Allocations = 1,
        IsForRent = false,
        Cores = 4,
        Drives = 1,
        Supplies = 2,
        Fans = 2,
        Collectors = [.. LoadCollectors, "gpu", "ipmi"],
    };

    /// <summary>A storage node of few cores and disks, for load tests.</summary>
    public static readonly MachineKind SmallStorage =
        Storage with { Cores = 4, Drives = 1, Disks = 4, Collectors = LoadCollectors };

    /// <summary>A compute node of few cores, for load tests.</summary>
    public static readonly MachineKind SmallNode = Node with { Cores = 4, Collectors = LoadCollectors };
}
