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
    /// completes a restore that was interrupted.
    /// </summary>
    /// <exception cref="SettingsException">It cannot be used.</exception>
    public static DataDirectory Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path, FileModes.PrivateDirectory);
            var held = new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None);
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
}
