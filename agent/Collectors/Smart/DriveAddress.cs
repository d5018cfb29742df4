namespace Dcmon.Agent.Collectors.Smart;

/// <summary>How a tool reaches a drive.</summary>
/// <param name="Name">The label <c>device</c>: <c>sda</c>, <c>nvme0n1</c>, or <c>bus/0/megaraid,5</c> behind a controller.</param>
/// <param name="Path">The device file to open.</param>
/// <param name="Type">smartctl's <c>-d</c>; null where it finds out by itself.</param>
internal sealed record DriveAddress(string Name, string Path, string? Type)
{
    /// <summary>True for a drive on PCI Express.</summary>
    public bool IsNvme => Type is null && Name.StartsWith("nvme", StringComparison.Ordinal);
}
