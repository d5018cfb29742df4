namespace Dcmon.Wire.Reports;

/// <summary>What a machine is, sent at start and whenever it changes. Every text is untrusted; null is "not known".</summary>
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
    string? AgentVersion = null);

/// <summary>One drive.</summary>
/// <param name="Device">Kernel name, such as <c>nvme0n1</c>.</param>
/// <param name="Model">Model as the drive tells it.</param>
/// <param name="SizeBytes">Capacity, bytes.</param>
/// <param name="Rotational">True for spinning disks.</param>
public sealed record DriveFacts(string Device, string? Model, long? SizeBytes, bool? Rotational);
