using Dcmon.Testing;
using Xunit;

namespace Dcmon.Files.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _path;

    public AtomicFileTests() => _path = Path.Combine(_directory.Path, "file");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_NewFile_HasContentAndMode()
    {
        AtomicFile.Write(_path, "new", FileModes.PrivateFile);
        Assert.Equal(("new", FileModes.PrivateFile), (File.ReadAllText(_path), File.GetUnixFileMode(_path)));
        Assert.Equal([_path], Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void Write_ExistingFile_ReplacesContentAndMode()
    {
        File.WriteAllText(_path, "a longer old text");
        AtomicFile.Write(_path, "new", FileModes.PrivateFile);
        Assert.Equal(("new", FileModes.PrivateFile), (File.ReadAllText(_path), File.GetUnixFileMode(_path)));
    }

    [Fact]
    public void Write_LeftoverOfACrash_IsReplacedAndItsModeDoesNotCount()
    {
        File.WriteAllText(AtomicFile.Prepared(_path), "half of");
        File.SetUnixFileMode(AtomicFile.Prepared(_path), FileModes.PublicFile);
        AtomicFile.Write(_path, "new", FileModes.PrivateFile);
        Assert.Equal(("new", FileModes.PrivateFile), (File.ReadAllText(_path), File.GetUnixFileMode(_path)));
    }

    [Fact]
    public void Write_OpenReader_KeepsTheOldContent()
    {
        File.WriteAllText(_path, "old");
        using var reader = new StreamReader(_path);
        AtomicFile.Write(_path, "new");
        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(_path));
    }

    [Fact]
    public void Write_PathThatIsADirectory_ThrowsAndChangesNothing()
    {
        Directory.CreateDirectory(Path.Combine(_path, "inside"));
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(_path, "new"));
        Assert.True(Directory.Exists(Path.Combine(_path, "inside")));
    }

    [Fact]
    public void Prepare_UntilCommit_LeavesTheOldContent()
    {
        AtomicFile.Write(_path, "old");
        AtomicFile.Prepare(_path, "new"u8);
        Assert.Equal("old", File.ReadAllText(_path));
        AtomicFile.Commit(_path);
        Assert.Equal("new", File.ReadAllText(_path));
    }
}
