using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Collectors.Gpu.Devices;

/// <summary>What a card is; nothing of it changes while it works. What the card does not report is null.</summary>
/// <param name="Index">Its number, in the order of the PCI bus.</param>
/// <param name="Uuid"><c>GPU-…</c>, the same in every machine.</param>
/// <param name="Model">The name of the product.</param>
/// <param name="BusId">Its place as the kernel spells it: <c>0000:3b:00.0</c>.</param>
/// <param name="Serial">The serial number of the board.</param>
/// <param name="Vbios">Version of its firmware.</param>
internal sealed record GpuDescription(int Index, string? Uuid, string? Model, string? BusId, string? Serial, string? Vbios)
{
    /// <summary>
    /// What identifies it among the cards of this machine: its place on the bus where the driver reports it, as new
    /// ones do.
    /// </summary>
    public string Place => BusId ?? Uuid ?? $"gpu {Index}";

    /// <summary>The same as facts for the server.</summary>
    public GpuFacts ToFacts() => new(Index, Uuid, Model, Serial, BusId, Vbios);

    /// <summary>Queries the card.</summary>
    public static GpuDescription Read(NvmlLibrary nvml, int index, nint device)
    {
        var pci = new NvmlPciInfo();
        var busId = nvml.PciInfo.Fill(device, ref pci) == NvmlCode.Ok ? NvmlFunction.TextOf(pci.BusId) : null;
        return new GpuDescription(
            index, nvml.Uuid.GetText(device), nvml.ModelName.GetText(device), PciAddress.Normalize(busId),
            nvml.Serial.GetText(device), nvml.Vbios.GetText(device));
    }
}
