using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>Tells what is wrong with a file or its disk from what is wrong with one statement.</summary>
internal static class SqliteTrouble
{
    /// <summary>What a person can do something about; null where it is the statement's fault.</summary>
    public static string? Of(DbException failure, string path) => failure is not SqliteException refused ? null : refused.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => $"The disk of {path} is full. Make room on it, or keep series for a shorter time.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"Another program has locked {path} for more than {SqliteFile.LockWait} s. Have it finish, or end it.",
        // A page that cannot be read is the trouble of whoever needs it.
        raw.SQLITE_IOERR when refused.SqliteExtendedErrorCode is raw.SQLITE_IOERR_READ or raw.SQLITE_IOERR_SHORT_READ => null,
        raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM =>
            $"{path} cannot be written: {WhyNot(Path.GetDirectoryName(Path.GetFullPath(path))!) ?? refused.Message}",
        _ => null,
    };

    /// <summary>SQLite does not say what the system told it; writing a file beside its own finds out. Null where that works.</summary>
    private static string? WhyNot(string directory)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(directory, $"write-test-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.WriteByte(0);
            probe.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception told) when (told is IOException or UnauthorizedAccessException)
        {
            return told.Message;
        }
    }
}
