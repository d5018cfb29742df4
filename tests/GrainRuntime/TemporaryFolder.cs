namespace Dcmon.GrainRuntime.Tests;

/// <summary>A folder of its own for a database; deleted with all in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dcmon-test-");

    public string File => Path.Combine(_folder.FullName, "grains.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
