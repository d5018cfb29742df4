namespace Dcmon.Wire.Reports;

/// <summary>One drive. Every text is untrusted; null is "not known".</summary>
/// <param name="Device">Kernel name, such as <c>nvme0n1</c>.</param>
/// <param name="Model">Model as the drive reports it.</param>
/// <param name="SizeBytes">Capacity, bytes.</param>
/// <param name="Rotational">True for spinning disks.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="Firmware">Version of the drive's firmware.</param>
/// <param name="Interface">What it speaks: <c>NVMe</c>, <c>SATA</c> or <c>SAS</c>.</param>
public sealed record DriveFacts(
    string Device, string? Model, long? SizeBytes, bool? Rotational, string? Serial = null, string? Firmware = null,
    string? Interface = null);
