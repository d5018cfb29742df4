using System.Runtime.InteropServices;

namespace Dcmon.Files;

/// <summary>Keeps files and directories from everybody but their owner.</summary>
public static class PrivateFiles
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes what this process creates from now on private, whoever creates it and whatever it asks for.</summary>
    public static void CreateOnlyPrivate() => SetCreationMask((uint)Others);

    /// <summary>Takes the rights of others from a file or directory.</summary>
    /// <param name="path">The file or directory; no symbolic link.</param>
    /// <returns>Whether others had any.</returns>
    /// <exception cref="UnauthorizedAccessException">This user may not change them.</exception>
    /// <exception cref="IOException">The file system cannot change them.</exception>
    public static bool Tighten(string path)
    {
        var mode = File.GetUnixFileMode(path);
        if ((mode & Others) == 0) return false;
        File.SetUnixFileMode(path, mode & ~Others);
        // Some file systems have no permissions of their own and ignore the change.
        if ((File.GetUnixFileMode(path) & Others) != 0)
            throw new IOException($"The file system does not change the permissions of '{path}'.");
        return true;
    }

    /// <summary>Takes the rights of others from all that is in a directory, however deep. Symbolic links are not followed.</summary>
    /// <exception cref="UnauthorizedAccessException">This user may not change them.</exception>
    /// <exception cref="IOException">The file system cannot change them.</exception>
    public static void TightenContent(string directory)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFileSystemEntries(directory, "*", all))
        {
            try
            {
                Tighten(path);
            }
            catch (FileNotFoundException)
            {
                // A reader of a database has removed its shared memory meanwhile.
            }
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint SetCreationMask(uint mask);
}
