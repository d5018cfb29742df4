using Dcmon.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Dcmon.Grains.Storage;

/// <summary>
/// A file that holds disk space for the grains' state, next to it. On a full disk it is deleted, so that a machine can still be revoked or
/// a session ended. It is made again by the first write that finds plenty of room.
/// </summary>
internal sealed partial class DiskReserve
{
    /// <summary>Bytes: some thousand changes.</summary>
    internal const long Size = 8 << 20;

    private readonly string _path;
    private readonly ILogger _log;

    /// <summary>Makes the file where there is room for it.</summary>
    /// <param name="stateFile">The file with the grains' state.</param>
    /// <param name="log">Gets a line when the reserve is used.</param>
    public DiskReserve(string stateFile, ILogger<DiskReserve> log)
    {
        (_path, _log) = (stateFile + ".reserve", log);
        Refill();
    }

    /// <summary>Makes the file anew where it was used and there is plenty of room again.</summary>
    public void Refill()
    {
        if (File.Exists(_path) || new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(_path))!).AvailableFreeSpace < 10 * Size) return;
        try
        {
            // Preallocation takes the space from the disk; zeros would not on every file system.
            using var file = File.Open(_path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                PreallocationSize = Size,
                UnixCreateMode = FileModes.PrivateFile,
            });
        }
        catch (IOException)
        {
            // No room after all.
        }
    }

    /// <summary>Gives the space to the grains' state if a write failed for want of it.</summary>
    /// <returns>Whether to write once more.</returns>
    public bool Release(SqliteException failure)
    {
        if (!IsFull(failure) || !File.Exists(_path)) return false;
        File.Delete(_path);
        Used(Size >> 20, _path);
        return true;
    }

    /// <summary>SQLITE_FULL where the log grows, SQLITE_IOERR_SHMSIZE where its index does.</summary>
    private static bool IsFull(SqliteException failure) =>
        failure is { SqliteErrorCode: 13 } or { SqliteExtendedErrorCode: 10 | (19 << 8) };

    [LoggerMessage(LogLevel.Error, "The disk is full. {Megabytes} MB that were kept for settings, accounts and machines are used now ({Path}): make room on it.")]
    private partial void Used(long megabytes, string path);
}
