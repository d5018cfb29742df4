namespace Dcmon.Wire.Reports;

/// <summary>
/// What a machine is, sent at start and whenever it changes. Every text is untrusted; null is "not known", also from an older agent.
/// It is JSON on the wire and in the grains' database: properties may be added, never renamed.
/// </summary>
/// <param name="HostName">The machine's own name.</param>
/// <param name="MachineId"><c>/etc/machine-id</c>.</param>
/// <param name="OperatingSystem">Pretty name of the distribution.</param>
/// <param name="Kernel">Kernel release.</param>
/// <param name="Architecture">Such as <c>x86_64</c>.</param>
/// <param name="CpuModel">Model of the first processor.</param>
/// <param name="CpuCores">Logical cores.</param>
/// <param name="MemoryBytes">Physical memory, bytes.</param>
/// <param name="BoardVendor">Maker of the main board (DMI).</param>
/// <param name="BoardModel">Model of the main board (DMI).</param>
/// <param name="Drives">Whole drives, sorted by device.</param>
/// <param name="AgentVersion">Version of the agent.</param>
public sealed record MachineFacts(
    string HostName,
    string? MachineId = null,
    string? OperatingSystem = null,
    string? Kernel = null,
    string? Architecture = null,
    string? CpuModel = null,
    int? CpuCores = null,
    long? MemoryBytes = null,
    string? BoardVendor = null,
    string? BoardModel = null,
    IReadOnlyList<DriveFacts>? Drives = null,
    string? AgentVersion = null)
{
    /// <summary>The kernel's id of this boot.</summary>
    public string? BootId { get; init; }

    /// <summary>When the kernel started, Unix milliseconds.</summary>
    public long? BootTime { get; init; }

    /// <summary>Maker of the whole machine (DMI).</summary>
    public string? SystemVendor { get; init; }

    /// <summary>Model of the whole machine (DMI).</summary>
    public string? SystemModel { get; init; }

    /// <summary>Serial number of the whole machine (DMI).</summary>
    public string? SystemSerial { get; init; }

    /// <summary>Version of the BIOS or UEFI (DMI).</summary>
    public string? BiosVersion { get; init; }

    /// <summary>Version of the NVIDIA driver.</summary>
    public string? NvidiaDriver { get; init; }

    /// <summary>Newest version of CUDA that the driver can do, such as <c>12.4</c>.</summary>
    public string? CudaVersion { get; init; }

    /// <summary>GPUs, sorted by index.</summary>
    public IReadOnlyList<GpuFacts>? Gpus { get; init; }

    /// <summary>The board's management controller.</summary>
    public BmcFacts? Bmc { get; init; }

    /// <summary>Parts that the management controller lists (FRU).</summary>
    public IReadOnlyList<FruFacts>? Frus { get; init; }

    /// <summary>The machine's id at vast.ai.</summary>
    public string? VastMachineId { get; init; }

    /// <summary>Ports that vast.ai may use, such as <c>40000-40099</c>.</summary>
    public string? VastPortRange { get; init; }

    /// <summary>Name and version of the container engine.</summary>
    public string? ContainerEngine { get; init; }

    /// <summary>The agent's collectors, sorted by name.</summary>
    public IReadOnlyList<CollectorFacts>? Collectors { get; init; }
}
