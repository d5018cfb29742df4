using System.Text;

namespace Dcmon.Files;

/// <summary>
/// Replaces whole files: the content is written to a file beside (<c>PATH.new</c>), flushed to the disk, and renamed. A
/// reader finds the old content or the new one, never a part, also after a crash. A path has one writer at a time.
/// </summary>
public static class AtomicFile
{
    /// <summary>Replaces a file, or creates it.</summary>
    /// <param name="path">The file; its directory must exist.</param>
    /// <param name="content">All of it.</param>
    /// <param name="mode">Its permissions; null for those that the process gives to new files.</param>
    /// <exception cref="IOException">It cannot be written; the old file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode? mode = null)
    {
        Prepare(path, content, mode);
        Commit(path);
    }

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte}, UnixFileMode?)"/>
    public static void Write(string path, string content, UnixFileMode? mode = null) =>
        Write(path, Encoding.UTF8.GetBytes(content), mode);

    /// <summary>
    /// The first half of <see cref="Write(string, ReadOnlySpan{byte}, UnixFileMode?)"/>, for files that belong
    /// together.
    /// </summary>
    public static void Prepare(string path, ReadOnlySpan<byte> content, UnixFileMode? mode = null)
    {
        // What a crash left may have other permissions, which count for new files only.
        File.Delete(Prepared(path));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode };
        using var file = new FileStream(Prepared(path), options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// The second half: the file at <see cref="Prepared"/> replaces the old one.
    /// </summary>
    /// <exception cref="IOException">There is none, or it cannot be renamed.</exception>
    public static void Commit(string path) => File.Move(Prepared(path), path, overwrite: true);

    /// <summary>Where the new content of a file is written, <c>PATH.new</c>.</summary>
    public static string Prepared(string path) => path + ".new";
}
