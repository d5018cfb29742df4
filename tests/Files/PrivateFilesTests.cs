using Dcmon.Testing;
using Xunit;

namespace Dcmon.Files.Tests;

public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Tighten_OpenToOthers_LeavesTheOwnersRights()
    {
        File.SetUnixFileMode(_directory.Path, Everybody);
        Assert.True(PrivateFiles.Tighten(_directory.Path));
        Assert.Equal(FileModes.PrivateDirectory, File.GetUnixFileMode(_directory.Path));
        Assert.False(PrivateFiles.Tighten(_directory.Path));
    }

    [Fact]
    public void Tighten_ReadOnlyFile_StaysReadOnly()
    {
        File.WriteAllText(_directory.File("file"), "");
        File.SetUnixFileMode(_directory.File("file"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        PrivateFiles.Tighten(_directory.File("file"));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(_directory.File("file")));
    }

    [Fact]
    public void TightenContent_ReachesAll_AndFollowsNoLink()
    {
        using var elsewhere = new TemporaryDirectory();
        File.WriteAllText(elsewhere.File("other"), "");
        File.SetUnixFileMode(elsewhere.File("other"), FileModes.PublicFile);
        Directory.CreateDirectory(_directory.File("deep/er"));
        File.WriteAllText(_directory.File("deep/er/file"), "");
        File.WriteAllText(_directory.File("deep/er/.hidden"), "");
        string[] names = ["deep", "deep/er", "deep/er/file", "deep/er/.hidden"];
        foreach (var name in names) File.SetUnixFileMode(_directory.File(name), Everybody);
        File.CreateSymbolicLink(_directory.File("link"), elsewhere.File("other"));
        Directory.CreateSymbolicLink(_directory.File("directory-link"), elsewhere.Path);

        PrivateFiles.TightenContent(_directory.Path);

        foreach (var name in names)
            Assert.Equal(FileModes.PrivateDirectory, File.GetUnixFileMode(_directory.File(name)));
        Assert.Equal(FileModes.PublicFile, File.GetUnixFileMode(elsewhere.File("other")));
    }
}
