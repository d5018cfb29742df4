namespace Dcmon.Agent.Collectors.Smart;

/// <summary>Which drive it is, whatever name the kernel gives it. What the drive does not report is null.</summary>
/// <param name="Model">Maker's model.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="Firmware">Version of its firmware.</param>
/// <param name="Interface"><c>NVMe</c>, <c>ATA</c> or <c>SCSI</c>.</param>
internal sealed record DriveIdentity(string? Model, string? Serial, string? Firmware, string? Interface);
