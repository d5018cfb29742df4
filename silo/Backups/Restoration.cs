using Dcmon.Files;

namespace Dcmon.Silo.Backups;

/// <summary>
/// Replaces the contents of a data directory with a backup, all or nothing. The files are first extracted to a
/// directory next to the old ones; renaming that directory commits the restore. From then on its files are moved into
/// place, by the next process that opens the data directory if need be (<see cref="Finish"/>).
/// </summary>
internal static class Restoration
{
    private const string Gathering = "restore.partial";
    private const string Decided = "restore.ready";

    /// <summary>Whether a restore would replace anything.</summary>
    public static bool IsOccupied(string data) =>
        BackedUpFiles.Databases.Any(name => File.Exists(Path.Combine(data, name)))
        || BackedUpFiles.Directories.Any(name => Directory.Exists(Path.Combine(data, name)));

    /// <summary>Restores. The caller holds the data directory's lock.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="cancel">Stops it as long as nothing has changed.</param>
    /// <exception cref="BackupException">The backup cannot be used; nothing has changed.</exception>
    public static void Restore(string data, string backup, CancellationToken cancel)
    {
        var gathering = Path.Combine(data, Gathering);
        if (Directory.Exists(gathering)) Directory.Delete(gathering, recursive: true);
        Directory.CreateDirectory(gathering, FileModes.PrivateDirectory);
        try
        {
            BackupReader.Extract(backup, gathering, cancel);
        }
        catch
        {
            Directory.Delete(gathering, recursive: true);
            throw;
        }

        Directory.Move(gathering, Path.Combine(data, Decided));
        DurableFiles.FlushDirectory(data);
        Finish(data);
    }

    /// <summary>
    /// Moves the files of a committed restore into place, if there is one. Can be repeated after an interruption at any
    /// point.
    /// </summary>
    public static void Finish(string data)
    {
        var decided = Path.Combine(data, Decided);
        if (!Directory.Exists(decided)) return;
        foreach (var name in BackedUpFiles.Databases.Where(name => File.Exists(Path.Combine(decided, name))))
        {
            var target = Path.Combine(data, name);
            // The logs of the old database would be taken for the new one's.
            File.Delete(target + "-wal");
            File.Delete(target + "-shm");
            File.Delete(target + "-journal");
            File.Move(Path.Combine(decided, name), target, overwrite: true);
        }

        foreach (var name in BackedUpFiles.Directories.Where(name => Directory.Exists(Path.Combine(decided, name))))
        {
            var target = Path.Combine(data, name);
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(Path.Combine(decided, name), target);
        }

        DurableFiles.FlushDirectory(data);
        Directory.Delete(decided, recursive: true);
        DurableFiles.FlushDirectory(data);
    }
}
