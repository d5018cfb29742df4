using System.Formats.Tar;
using Dcmon.Files;

namespace Dcmon.Silo.Backups;

/// <summary>Extracts a backup, and checks each file against its checksum.</summary>
internal static class BackupReader
{
    /// <summary>Extracts all files of a backup into a directory, and flushes them to disk.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="directory">An empty directory.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BackupException">It is no backup, or it is damaged.</exception>
    public static void Extract(string file, string directory, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw new BackupException($"{file} does not exist.");
        try
        {
            using var archive = File.OpenRead(file);
            using var tar = new TarReader(archive);
            Extract(tar, directory, cancel);
        }
        catch (Exception damaged) when (damaged is BackupException or InvalidDataException or EndOfStreamException
            or FormatException or ArgumentException or OverflowException)
        {
            throw new BackupException($"{file} is not a backup of dcmon, or is damaged: {damaged.Message}", damaged);
        }
    }

    private static void Extract(TarReader tar, string directory, CancellationToken cancel)
    {
        if (tar.GetNextEntry() is not { Name: Manifest.Name, DataStream: { } list })
            throw new BackupException($"It does not start with {Manifest.Name}.");
        var manifest = Manifest.Read(list);
        var taken = new HashSet<string>();
        while (tar.GetNextEntry() is { } entry)
        {
            cancel.ThrowIfCancellationRequested();
            if (manifest[entry.Name] is not { } sum || !taken.Add(entry.Name))
                throw new BackupException($"It holds {entry.Name}, which it should not.");
            if (Write(entry, Path.Combine(directory, entry.Name)) != sum)
                throw new BackupException($"{entry.Name} in it does not match its checksum.");
        }

        if (manifest.Names.FirstOrDefault(name => !taken.Contains(name)) is { } missing)
            throw new BackupException($"{missing} is missing.");
        foreach (var made in Directory.EnumerateDirectories(directory))
            DurableFiles.FlushDirectory(made);
        DurableFiles.FlushDirectory(directory);
    }

    /// <summary>Writes one file, and returns the checksum of what was written.</summary>
    private static string Write(TarEntry entry, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, FileModes.PrivateDirectory);
        using var target = DurableFiles.Create(path);
        entry.DataStream?.CopyTo(target);
        target.Flush(flushToDisk: true);
        target.Position = 0;
        return Manifest.SumOf(target);
    }
}
