namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// Attributes that count what was read and written. The unit is a part of the name that smartctl's database gives:
/// <c>Total_LBAs_Written</c>, <c>Host_Writes_32MiB</c>, <c>Lifetime_Writes_GiB</c>. What goes to the flash itself
/// (<c>NAND_Writes_…</c>) is another thing.
/// </summary>
internal static class AtaTraffic
{
    private const double MebiByte = 1 << 20;
    private const double GibiByte = 1 << 30;

    private static readonly (string Suffix, double Bytes)[] Units =
        [("_32MiB", 32 * MebiByte), ("_MiB", MebiByte), ("_GiB", GibiByte), ("_TiB", 1024 * GibiByte)];

    /// <summary>Bytes that the machine wrote, or null where the attribute is another.</summary>
    public static double? BytesWritten(AtaAttribute attribute, double block) => Bytes(attribute, block, "Total_LBAs_Written", "Writes");

    /// <summary>Bytes that the machine read, or null where the attribute is another.</summary>
    public static double? BytesRead(AtaAttribute attribute, double block) => Bytes(attribute, block, "Total_LBAs_Read", "Reads");

    private static double? Bytes(AtaAttribute attribute, double block, string blocks, string direction)
    {
        // Elsewhere the name is found on numbers in units of the maker's own.
        if (attribute.Name == blocks) return attribute.Id is 241 or 242 or 246 ? attribute.Count * block : null;
        foreach (var (suffix, bytes) in Units)
            if (attribute.Name == "Host_" + direction + suffix || attribute.Name == "Lifetime_" + direction + suffix)
                return attribute.Count * bytes;
        return null;
    }
}
