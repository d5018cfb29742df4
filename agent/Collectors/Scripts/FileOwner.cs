using System.Runtime.InteropServices;

namespace Dcmon.Agent.Collectors.Scripts;

/// <summary>Whose a file is, by statx(2), whose answer is laid out alike on every processor.</summary>
internal static partial class FileOwner
{
    private const int FromWorkingDirectory = -100;
    private const uint OwnerWanted = 0x8; // STATX_UID

    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Why a file or directory is not to be trusted: anybody but root and this program's user can change it; or null.</summary>
    /// <exception cref="IOException">It cannot be asked.</exception>
    public static string? Objection(string path)
    {
        if (Call(FromWorkingDirectory, path, 0, OwnerWanted, out var status) != 0)
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        if (status.Owner != 0 && status.Owner != OurUser()) return "it belongs to a user that is neither root nor the agent's: chown root";
        return (File.GetUnixFileMode(path) & WritableByOthers) != 0 ? "others than its owner can change it: chmod go-w" : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Call(int directory, string path, int flags, uint wanted, out Status status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint OurUser();

    /// <summary>struct statx.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint Owner;
    }
}
