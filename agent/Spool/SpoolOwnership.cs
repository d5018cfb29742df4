namespace Dcmon.Agent.Spool;

/// <summary>Keeps a second agent away from a spool, by a lock on a file that ends with the process.</summary>
internal sealed class SpoolOwnership : IDisposable
{
    private readonly FileStream _file;

    /// <summary>Takes the spool in a directory.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    public SpoolOwnership(string directory)
    {
        try
        {
            _file = new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new IOException(
                $"The spool in {directory} cannot be used; does another dcmon-agent run with this state directory? ({error.Message})", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
