using Dcmon.Files;
using Dcmon.Settings;
using Dcmon.Silo.Backups;

namespace Dcmon.Silo.Hosting;

/// <summary>The directory with everything that the server stores. One process uses it at a time.</summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(FileStream held) => _lock = held;

    /// <summary>
    /// Creates the directory, which only its owner may enter, and locks it until disposed or the process ends;
    /// completes a restore that was interrupted. A directory that others may enter or read is made private with all that
    /// is in it, as is what this process creates from now on.
    /// </summary>
    /// <exception cref="SettingsException">It cannot be used, or not be made private.</exception>
    public static DataDirectory Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path, FileModes.PrivateDirectory);
            MakePrivate(path, TightenDirectory);
            var held = new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None);
            MakePrivate(path, PrivateFiles.TightenContent);
            Restoration.Finish(path);
            return new DataDirectory(held);
        }
        catch (UnauthorizedAccessException)
        {
            throw new SettingsException([
                $"The data directory {path} cannot be written; name another with --data, or give this user the right to it."]);
        }
        catch (IOException error)
        {
            throw new SettingsException(
                [$"The data directory {path} cannot be used: {error.Message} Is another dcmon running on it?"]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static void TightenDirectory(string path)
    {
        PrivateFiles.CreateOnlyPrivate();
        if (PrivateFiles.Tighten(Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path))
            Console.Error.WriteLine(
                $"dcmon: Other users of this machine could read {path}, which holds password hashes and keys; it is private now. "
                + "If you do not trust them, start once with --reset-password.");
    }

    private static void MakePrivate(string path, Action<string> tighten)
    {
        try
        {
            tighten(path);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new SettingsException([
                $"The data directory {path} can be read by other users, and that cannot be changed: {error.Message} "
                + "Name another with --data, or give this one to the user that runs dcmon, with all that is in it."]);
        }
    }
}
