namespace Dcmon.Silo.Backups;

/// <summary>
/// Puts a backup in the place of what a data directory holds, all or nothing. The files are first brought together in a
/// directory beside the old ones; renaming that directory decides. From then on moving its files into place is only
/// repeated until it is done, by whoever opens the data directory next (<see cref="Finish"/>).
/// </summary>
internal static class Restoration
{
    private const string Gathering = "restore.partial";
    private const string Decided = "restore.ready";

    /// <summary>Whether there is anything that a restore would replace.</summary>
    public static bool IsOccupied(string data) =>
        BackedUpFiles.Databases.Any(name => File.Exists(Path.Combine(data, name)))
        || BackedUpFiles.Directories.Any(name => Directory.Exists(Path.Combine(data, name)));

    /// <summary>Restores. The caller holds the data directory's lock.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="cancel">Stops it, while nothing has changed yet.</param>
    /// <exception cref="BackupException">The backup cannot be used; nothing has changed.</exception>
    public static void Restore(string data, string backup, CancellationToken cancel)
    {
        var gathering = Path.Combine(data, Gathering);
        if (Directory.Exists(gathering)) Directory.Delete(gathering, recursive: true);
        Directory.CreateDirectory(gathering, DurableFiles.PrivateDirectory);
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

    /// <summary>Moves files of a restore that was decided into place; nothing where there was none. Can be repeated at any point.</summary>
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
