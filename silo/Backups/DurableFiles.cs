using System.ComponentModel;
using System.Runtime.InteropServices;
using Dcmon.Files;

namespace Dcmon.Silo.Backups;

/// <summary>Makes files and their names survive a power failure.</summary>
internal static class DurableFiles
{
    private const int ReadOnlyDirectory = 0x10000;

    /// <summary>
    /// Creates a file that only its owner may read and write, from its first byte on; it cannot be opened a second time
    /// while it is open.
    /// </summary>
    public static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        UnixCreateMode = FileModes.PrivateFile,
    });

    /// <summary>
    /// Makes the names in a directory durable: renaming a file is on disk only once its directory is.
    /// </summary>
    public static void FlushDirectory(string path)
    {
        var handle = Open(path, ReadOnlyDirectory);
        if (handle < 0) throw Failed();
        var failed = Flush(handle) < 0 ? Failed() : null;
        _ = Close(handle);
        if (failed is not null) throw failed;

        IOException Failed() => new(
            $"The directory {path} cannot be flushed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
