namespace Dcmon.Wire.Reports;

/// <summary>One GPU. Every text is untrusted; null is "not known".</summary>
/// <param name="Index">The driver's number of it, from 0.</param>
/// <param name="Uuid">The card's own id, the same in every machine.</param>
/// <param name="Model">Product name.</param>
/// <param name="Serial">Serial number of the board.</param>
/// <param name="BusId">PCI address, such as <c>00000000:3B:00.0</c>.</param>
/// <param name="Vbios">Version of the card's BIOS.</param>
/// <param name="MemoryBytes">Memory, bytes.</param>
/// <param name="DefaultPowerLimitWatts">Power limit after a restart, watts.</param>
/// <param name="Mig">Whether the card is divided into instances.</param>
/// <param name="PcieGenerationMax">PCIe generation that card and slot can do.</param>
/// <param name="PcieWidthMax">PCIe lanes that card and slot can do.</param>
public sealed record GpuFacts(
    int Index,
    string? Uuid = null,
    string? Model = null,
    string? Serial = null,
    string? BusId = null,
    string? Vbios = null,
    long? MemoryBytes = null,
    double? DefaultPowerLimitWatts = null,
    bool? Mig = null,
    int? PcieGenerationMax = null,
    int? PcieWidthMax = null);
