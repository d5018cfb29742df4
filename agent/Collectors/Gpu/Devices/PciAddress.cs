namespace Dcmon.Agent.Collectors.Gpu.Devices;

/// <summary>
/// A place on the PCI bus. NVML spells it <c>00000000:3B:00.0</c>, the kernel <c>0000:3b:00.0</c>, the driver's lines
/// in the kernel's log <c>PCI:0000:3b:00</c> or <c>0000:3b:00</c>.
/// </summary>
internal static class PciAddress
{
    /// <summary>
    /// The kernel's spelling, function 0 where none is named; the text in lower case where it is no address; null for
    /// null.
    /// </summary>
    public static string? Normalize(string? text)
    {
        if (text is null) return null;
        text = text.ToLowerInvariant();
        if (text.StartsWith("pci:", StringComparison.Ordinal)) text = text[4..];
        var parts = text.Split(':');
        if (parts.Length != 3) return text;
        var domain = parts[0].TrimStart('0').PadLeft(4, '0');
        var device = parts[2].Contains('.') ? parts[2] : parts[2] + ".0";
        return $"{domain}:{parts[1]}:{device}";
    }
}
