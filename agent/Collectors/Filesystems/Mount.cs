using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Filesystems;

/// <summary>One line of <c>/proc/self/mountinfo</c>.</summary>
/// <param name="DeviceNumber"><c>major:minor</c>: the same for all mounts of one filesystem.</param>
/// <param name="Root">Which directory of the filesystem is mounted: <c>/</c>, or another for bind mounts and subvolumes.</param>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="Type">Such as <c>ext4</c>.</param>
/// <param name="Source">What is mounted, such as <c>/dev/vda1</c>.</param>
/// <param name="IsReadOnly">
/// True where the filesystem itself is read-only. That a mount of it is says nothing: a service sees most of the system read-only
/// (systemd's ProtectSystem).
/// </param>
internal sealed record Mount(string DeviceNumber, string Root, string MountPoint, string Type, string Source, bool IsReadOnly)
{
    /// <summary>Reads the table; a line that is not one of a mount is skipped.</summary>
    /// <param name="text">Lines such as <c>27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw</c>; the fields before
    /// the dash are of any number.</param>
    public static List<Mount> ParseAll(ReadOnlySpan<char> text)
    {
        var mounts = new List<Mount>();
        foreach (var line in text.EnumerateLines())
        {
            var dash = line.IndexOf(" - ");
            if (dash < 0) continue;
            var front = new FieldReader(line[..dash]);
            var back = new FieldReader(line[(dash + 3)..]);
            front.Skip(2); // mount id, parent id
            var mount = new Mount(
                front.Next().ToString(), Unescape(front.Next()), Unescape(front.Next()),
                back.Next().ToString(), Unescape(back.Next()), back.Next() is "ro" or ['r', 'o', ',', ..]);
            if (mount.MountPoint.Length > 0 && mount.Source.Length > 0) mounts.Add(mount);
        }

        return mounts;
    }

    /// <summary>
    /// The kernel writes blanks, tabs, line ends and backslashes as <c>\040</c>, <c>\011</c>, <c>\012</c>, <c>\134</c>.
    /// </summary>
    internal static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\')) return text.ToString();
        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && !text.Slice(i + 1, 3).ContainsAnyExceptInRange('0', '7'))
            {
                result.Append((char)((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0')));
                i += 3;
            }
            else result.Append(text[i]);
        }

        return result.ToString();
    }
}
