namespace Dcmon.Wire.Reports;

/// <summary>The board's management controller. Every text is untrusted; null is "not known".</summary>
/// <param name="Vendor">Its maker.</param>
/// <param name="Product">Its product name or number.</param>
/// <param name="Firmware">Version of its firmware.</param>
/// <param name="IpmiVersion">Version of IPMI that it speaks.</param>
public sealed record BmcFacts(string? Vendor = null, string? Product = null, string? Firmware = null, string? IpmiVersion = null);

/// <summary>A part that can be replaced, as the management controller lists it. Every text is untrusted; null is "not known".</summary>
/// <param name="Name">What it is, such as <c>PSU1</c>.</param>
/// <param name="Manufacturer">Its maker.</param>
/// <param name="Product">Product name.</param>
/// <param name="PartNumber">Part number.</param>
/// <param name="Serial">Serial number.</param>
public sealed record FruFacts(
    string Name, string? Manufacturer = null, string? Product = null, string? PartNumber = null, string? Serial = null);
