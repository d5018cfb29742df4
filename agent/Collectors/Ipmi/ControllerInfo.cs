using System.Globalization;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>What a BMC is, from what <c>ipmitool mc info</c> prints.</summary>
/// <param name="ManufacturerId">The maker's number at IANA; null where it is unknown.</param>
/// <param name="Vendor">Its name.</param>
/// <param name="Product">What it is called, or its number.</param>
/// <param name="Firmware">Version of its firmware.</param>
/// <param name="IpmiVersion">Such as <c>2.0</c>.</param>
internal sealed record ControllerInfo(int? ManufacturerId, string? Vendor, string? Product, string? Firmware, string? IpmiVersion)
{
    private const int SuperMicro = 10876;
    private const int SuperMicroToo = 47488;

    /// <summary>True for boards by Supermicro, whose fan commands are known.</summary>
    public bool IsSupermicro => ManufacturerId is SuperMicro or SuperMicroToo;

    /// <summary>Reads lines such as <c>Manufacturer ID           : 10876</c>; null where none is known.</summary>
    public static ControllerInfo? Parse(ReadOnlySpan<char> text)
    {
        var found = new Dictionary<string, string>();
        foreach (var line in text.EnumerateLines())
            if (IpmiText.TrySplit(line, out var key, out var value) && value.Length > 0)
                found.TryAdd(IpmiText.Clean(key), IpmiText.Clean(value));
        if (!found.ContainsKey("IPMI Version")) return null;
        int? id = int.TryParse(found.GetValueOrDefault("Manufacturer ID"), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        return new ControllerInfo(
            id, Named("Manufacturer Name") ?? (id is { } number ? $"{number}" : null), Named("Product Name") ?? found.GetValueOrDefault("Product ID"),
            found.GetValueOrDefault("Firmware Revision"), found["IPMI Version"]);

        string? Named(string key) => found.GetValueOrDefault(key) is { } name && !name.StartsWith("Unknown", StringComparison.Ordinal) ? name : null;
    }
}
