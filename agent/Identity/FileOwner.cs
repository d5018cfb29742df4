using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Dcmon.Agent.Identity;

/// <summary>Who files belong to: what root writes for the service's user must be that user's.</summary>
internal static partial class FileOwner
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint Owner = 0x08 | 0x10; // STATX_UID, STATX_GID

    /// <summary>Gives the files in a directory to its owner, if this process is root. Links are not followed.</summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static void Inherit(string directory)
    {
        if (!Environment.IsPrivilegedProcess) return;
        // The kernel's struct statx, alike on all architectures: stx_uid is at 20, stx_gid at 24.
        Span<byte> status = stackalloc byte[256];
        Check(Stat(CurrentDirectory, directory, 0, Owner, ref MemoryMarshal.GetReference(status)), directory);
        var user = BinaryPrimitives.ReadUInt32LittleEndian(status[20..]);
        var group = BinaryPrimitives.ReadUInt32LittleEndian(status[24..]);
        foreach (var file in Directory.EnumerateFiles(directory)) Check(Change(CurrentDirectory, file, user, group, NoFollow), file);
    }

    private static void Check(int result, string path)
    {
        if (result != 0) throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int directory, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "fchownat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Change(int directory, string path, uint user, uint group, int flags);
}
