using Dcmon.Agent.State;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.State;

public sealed class StateFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Save_Text_IsThereAfterARestart()
    {
        using var first = new StateFiles(_directory.File("state"));
        Assert.Null(first.Read("sel.bmc-1"));
        first.Save("sel.bmc-1", "17");
        first.Save("sel.bmc-1", "18 °");
        using var second = new StateFiles(_directory.File("state"));
        Assert.Equal("18 °", second.Read("sel.bmc-1"));
        Assert.Equal(["sel.bmc-1"], Directory.GetFiles(_directory.File("state/cursors")).Select(Path.GetFileName));
    }

    [Fact]
    public void Save_LeftoverOfAStopInBetween_DoesNotHarm()
    {
        using var files = new StateFiles(_directory.Path);
        files.Save("a", "old");
        File.WriteAllText(_directory.File("cursors/a.new"), "a longer one that was cut");
        Assert.Equal("old", files.Read("a"));
        files.Save("a", "new");
        Assert.Equal("new", files.Read("a"));
    }

    [Fact]
    public void Folder_Any_IsOnlyOurs()
    {
        using var files = new StateFiles(_directory.Path);
        Assert.Equal(_directory.File("sdr"), files.Folder("sdr"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(files.Folder("sdr")));
    }

    [Fact]
    public void Dispose_NothingToBeKept_LeavesNothing()
    {
        var files = new StateFiles(null);
        files.Save("a", "1");
        Assert.Equal("1", files.Read("a"));
        var folder = files.Folder("sdr");
        files.Dispose();
        Assert.False(Directory.Exists(Path.GetDirectoryName(folder)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void Save_NameThatIsAPath_IsRefused(string name)
    {
        using var files = new StateFiles(_directory.Path);
        Assert.Throws<ArgumentException>(() => files.Save(name, ""));
        Assert.Throws<ArgumentException>(() => files.Folder(name));
    }
}
