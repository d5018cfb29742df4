using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>Distinguishes trouble with a file or its disk from the fault of one statement.</summary>
internal static class SqliteTrouble
{
    /// <summary>What is wrong and how to fix it; null where it is the statement's fault.</summary>
    public static string? Of(DbException failure, string path) =>
        failure is not SqliteException refused ? null : refused.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => $"The disk of {path} is full. Make room on it, or keep series for a shorter time.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"Another program has locked {path} for more than {SqliteFile.LockWait} s. Have it finish, or end it.",
            // A page that cannot be read is a problem only of the query that needs it.
            raw.SQLITE_IOERR when refused.SqliteExtendedErrorCode is raw.SQLITE_IOERR_READ or raw.SQLITE_IOERR_SHORT_READ => null,
            raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM =>
                $"{path} cannot be written: {WhyNot(Path.GetDirectoryName(Path.GetFullPath(path))!) ?? refused.Message}",
            _ => null,
        };

    /// <summary>SQLite does not pass on the system's error; writing a file next to its own finds it. Null where that works.</summary>
    private static string? WhyNot(string directory)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(directory, $"write-test-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose);
            probe.WriteByte(0);
            probe.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }
}
