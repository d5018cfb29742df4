using System.Text.RegularExpressions;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>The drives among the block devices that can have SMART: SATA, SAS and NVMe.</summary>
internal sealed partial class BlockDrives(Roots roots, NameFilter filter)
{
    /// <summary>
    /// Lists them by name. Of an NVMe drive with several namespaces only the first is one; media that people change are
    /// none.
    /// </summary>
    public IReadOnlyList<DriveAddress> List()
    {
        var directory = roots.InSys("block");
        if (!Directory.Exists(directory)) return [];
        return
        [
            .. Directory.EnumerateDirectories(directory).Select(path => Path.GetFileName(path))
                .Where(name => Names().IsMatch(name) && filter.Accepts(name))
                .Where(name => Directory.Exists(Device(name)) && SmallFile.Number(roots.InSys($"block/{name}/removable")) is not 1)
                .GroupBy(name => Names().Match(name).Groups["drive"].Value)
                .Select(namespaces => namespaces.MinBy(name => (name.Length, name))!)
                .OrderBy(name => name, StringComparer.Ordinal)
                .Select(name => new DriveAddress(name, "/dev/" + name, Type: null)),
        ];
    }

    /// <summary>True where the kernel has put the drive to sleep.</summary>
    public bool IsSuspended(DriveAddress drive) => RuntimePower.IsSuspended(Device(drive.Name));

    /// <summary>What the kernel knows of a drive.</summary>
    public DriveIdentity Identity(DriveAddress drive)
    {
        var device = Device(drive.Name);
        return new DriveIdentity(
            SmallFile.Text(Path.Combine(device, "model")), SmallFile.Text(Path.Combine(device, "serial")),
            SmallFile.Text(Path.Combine(device, "firmware_rev")), drive.IsNvme ? "NVMe" : null);
    }

    private string Device(string name) => roots.InSys($"block/{name}/device");

    // nvme0c0n1 is a path to nvme0n1 and has no device file.
    [GeneratedRegex(@"^((?<drive>sd[a-z]+)|(?<drive>nvme[0-9]+)n[0-9]+)\z")]
    private static partial Regex Names();
}
