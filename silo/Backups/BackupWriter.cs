using System.Formats.Tar;
using Dcmon.Files;

namespace Dcmon.Silo.Backups;

/// <summary>
/// Makes a backup of a data directory, whether or not a server uses it: one tar file that only its owner may read.
/// </summary>
internal static class BackupWriter
{
    /// <summary>Makes the backup. The file gets its name once it is complete, on disk, and verified.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="file">
    /// The backup; must not exist. While it is made, a second copy of the databases needs space next to it.
    /// </param>
    /// <param name="found">Gets a line for each finding in what was backed up.</param>
    /// <param name="summary">Gets a line for each database.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Whether nothing was wrong. A backup of damaged databases is made too: it is better than none.</returns>
    /// <exception cref="BackupException">It could not be made.</exception>
    public static bool Write(string data, string file, Action<string> found, Action<string> summary,
        CancellationToken cancel)
    {
        if (File.Exists(file)) throw new BackupException($"{file} already exists. Name another file, or remove it.");
        if (!BackedUpFiles.Databases.Any(name => File.Exists(Path.Combine(data, name))))
            throw new BackupException(
                $"There are no databases of dcmon in {data}. Name the data directory with --data.");
        var work = file + ".partial";
        Directory.CreateDirectory(work, FileModes.PrivateDirectory);
        try
        {
            // Held to the end: a second backup to the same file is refused, and what a killed one left is overwritten.
            using var archive = Claim(Path.Combine(work, "backup.tar"));
            var names = Copy(data, work, cancel);
            var whole = BackupCheck.Verify(work, found, summary, cancel);
            Pack(archive, work, names, cancel);
            archive.Flush(flushToDisk: true);
            Publish(archive.Name, file);
            Directory.Delete(work, recursive: true);
            return whole;
        }
        catch (BackupException)
        {
            throw;
        }
        catch
        {
            Directory.Delete(work, recursive: true);
            throw;
        }
    }

    private static FileStream Claim(string path)
    {
        try
        {
            return DurableFiles.Create(path);
        }
        catch (IOException taken)
        {
            throw new BackupException(
                $"{path} cannot be written: {taken.Message} Is another backup to this file running?", taken);
        }
    }

    private static List<string> Copy(string data, string work, CancellationToken cancel)
    {
        var names = new List<string>();
        foreach (var name in BackedUpFiles.Databases.Where(name => File.Exists(Path.Combine(data, name))))
        {
            cancel.ThrowIfCancellationRequested();
            var target = Path.Combine(work, name);
            foreach (var left in new[] { target, target + "-wal", target + "-shm" })
                File.Delete(left);
            SqliteCopy.Copy(Path.Combine(data, name), target);
            names.Add(name);
        }

        foreach (var name in BackedUpFiles.SmallFiles(data))
        {
            var target = Path.Combine(work, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!, FileModes.PrivateDirectory);
            using var from = File.OpenRead(Path.Combine(data, name));
            using var to = DurableFiles.Create(target);
            from.CopyTo(to);
            names.Add(name);
        }

        return names;
    }

    private static void Pack(Stream archive, string work, List<string> names, CancellationToken cancel)
    {
        var sums = new Dictionary<string, string>();
        foreach (var name in names)
        {
            using var content = File.OpenRead(Path.Combine(work, name));
            sums[name] = Manifest.SumOf(content);
        }

        using var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        using (var manifest = new MemoryStream(new Manifest(sums).ToBytes()))
            Add(tar, Manifest.Name, manifest);
        foreach (var name in names)
        {
            cancel.ThrowIfCancellationRequested();
            using (var content = File.OpenRead(Path.Combine(work, name)))
                Add(tar, name, content);
            File.Delete(Path.Combine(work, name));
        }
    }

    private static void Add(TarWriter tar, string name, Stream content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            Mode = FileModes.PrivateFile,
            DataStream = content
        });

    private static void Publish(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
        }
        catch (IOException) when (File.Exists(to))
        {
            throw new BackupException($"{to} was created in the meantime. The backup is {from}.");
        }

        DurableFiles.FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }
}
