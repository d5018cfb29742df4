using Dcmon.Agent.Parsing;
using Dcmon.Wire;

namespace Dcmon.Agent.Collectors.Filesystems;

/// <summary>
/// Chooses the mounts whose space is worth knowing: filesystems on devices of this machine, each once. The kernel's
/// list of filesystems says which need a device; network filesystems do not, so that a server that is away cannot
/// hang the agent unless the owner asks for them.
/// </summary>
internal sealed class MountSelection(ReadOnlySpan<char> procFilesystems, IReadOnlyList<string> alsoTypes, NameFilter mountPoints)
{
    /// <summary>They manage devices of their own, and so need none in the kernel's eyes.</summary>
    private static readonly string[] ManageTheirDevices = ["zfs", "bcachefs"];

    /// <summary>Images that are read only and always full.</summary>
    private static readonly string[] Images = ["squashfs", "iso9660", "udf", "erofs", "cramfs", "romfs"];

    private readonly HashSet<string> _types = [.. OnDevices(procFilesystems).Except(Images), .. ManageTheirDevices, .. alsoTypes];

    /// <summary>The mounts to show, in the order mounted.</summary>
    public List<Mount> Select(IReadOnlyList<Mount> mounts)
    {
        // What is mounted last at a place hides what was there before.
        var visible = mounts.GroupBy(mount => mount.MountPoint).Select(group => group.Last());
        return
        [
            .. visible
                .Where(mount => mount.MountPoint == "/" || (_types.Contains(mount.Type) && mountPoints.Accepts(mount.MountPoint)))
                .Where(mount => mount.MountPoint.Length <= WireLimits.MaxLabelValueLength
                    && mount.Source.Length <= WireLimits.MaxLabelValueLength)
                .GroupBy(mount => mount.DeviceNumber)
                .Select(Original),
        ];
    }

    /// <summary>
    /// Of several mounts of one filesystem the one that is not a bind mount; the shortest path if all or none are.
    /// </summary>
    private static Mount Original(IEnumerable<Mount> sameDevice) =>
        sameDevice.OrderBy(mount => mount.Root == "/" ? 0 : 1).ThenBy(mount => mount.MountPoint.Length).First();

    /// <summary>Lines are <c>nodev TAB type</c>, or <c>TAB type</c> where it needs a device.</summary>
    private static List<string> OnDevices(ReadOnlySpan<char> procFilesystems)
    {
        var types = new List<string>();
        foreach (var line in procFilesystems.EnumerateLines())
            if (line.StartsWith("\t"))
                types.Add(line.Trim().ToString());
        return types;
    }
}
