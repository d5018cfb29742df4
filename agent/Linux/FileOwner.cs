using System.Runtime.InteropServices;

namespace Dcmon.Agent.Linux;

/// <summary>Whose files are, by statx(2), whose answer has the same layout on every architecture.</summary>
internal static partial class FileOwner
{
    private const int WorkingDirectory = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint UserAndGroup = 0x08 | 0x10; // STATX_UID, STATX_GID

    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>
    /// Why a file or directory is not to be trusted: anybody but root and this process' user can change it; or null.
    /// </summary>
    /// <exception cref="IOException">Its owner or mode cannot be read.</exception>
    public static string? WhyUntrusted(string path)
    {
        var owner = Read(path).User;
        if (owner != 0 && owner != OwnUser()) return "it belongs to a user that is neither root nor the agent's: chown root";
        return (File.GetUnixFileMode(path) & WritableByOthers) != 0 ? "others than its owner can change it: chmod go-w" : null;
    }

    /// <summary>
    /// Gives the files in a directory to the directory's owner, if this process is root: what root writes for the
    /// service's user must be that user's. Links are not followed.
    /// </summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static void Inherit(string directory)
    {
        if (!Environment.IsPrivilegedProcess) return;
        var owner = Read(directory);
        foreach (var file in Directory.EnumerateFiles(directory))
            Check(ChangeOwner(WorkingDirectory, file, owner.User, owner.Group, NoFollow), file);
    }

    private static Status Read(string path)
    {
        Check(Stat(WorkingDirectory, path, 0, UserAndGroup, out var status), path);
        return status;
    }

    private static void Check(int result, string path)
    {
        if (result != 0) throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int directory, string path, int flags, uint wanted, out Status status);

    [LibraryImport("libc", EntryPoint = "fchownat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(int directory, string path, uint user, uint group, int flags);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint OwnUser();

    /// <summary>struct statx.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;
    }
}
