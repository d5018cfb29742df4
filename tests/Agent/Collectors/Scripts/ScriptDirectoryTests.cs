using Dcmon.Agent.Collectors.Scripts;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Scripts;

/// <summary>Which files are run.</summary>
public sealed class ScriptDirectoryTests : IDisposable
{
    private const UnixFileMode Others = UnixFileMode.OtherWrite | ScriptRig.Usual;

    private readonly ScriptRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Look_FilesThatAreNoScripts_AreLeftAlone()
    {
        _rig.Write("good.sh", "");
        _rig.Write("README", "", UnixFileMode.UserRead);
        foreach (var name in new[] { ".hidden", "good.sh~", "old.bak", "good.sh.dpkg-old", "good.rpmsave" }) _rig.Write(name, "");
        Directory.CreateDirectory(_rig.File("library"));

        var (names, troubles) = await LookAsync();
        Assert.Equal(["script:good"], names);
        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Look_ScriptsThatOthersCouldHaveWritten_AreRefused()
    {
        _rig.Write("a_world", "", Others);
        _rig.Write("b_group", "", ScriptRig.Usual | UnixFileMode.GroupWrite);
        _rig.Write("Big Name.sh", "");
        _rig.Write("same.sh", "");
        _rig.Write("same.py", "");
        File.CreateSymbolicLink(_rig.File("outside"), "/bin/true");
        File.CreateSymbolicLink(_rig.File("inside"), _rig.File("same.py"));

        var (names, troubles) = await LookAsync();
        Assert.Equal(["script:inside", "script:same"], names);
        Assert.Equal(
            [
                "Big Name.sh: its name up to the first dot must be 1 to 40 of a-z, 0-9, _ and -",
                "a_world: others than its owner can change it: chmod go-w",
                "b_group: others than its owner can change it: chmod go-w",
                "outside: it is a link that leads out of the directory: write a script that runs /bin/true",
                "same.sh: another file has the same name up to the first dot",
            ],
            troubles);
    }

    [Fact]
    public async Task Look_DirectoryThatOthersCanWrite_IsRefusedWhole()
    {
        _rig.Write("good", "");
        File.SetUnixFileMode(_rig.Directory, Others);

        var error = await Assert.ThrowsAsync<IOException>(() => ScriptRig.CollectAsync(_rig.Collector()));
        Assert.Equal($"{_rig.Directory} is not used: others than its owner can change it: chmod go-w", error.Message);
    }

    [Fact]
    public async Task Run_ScriptThatOthersCanWriteByNow_IsNotRun()
    {
        _rig.Write("later", "touch HERE/ran");
        var source = _rig.Collector();
        await ScriptRig.CollectAsync(source);
        File.SetUnixFileMode(_rig.File("later"), Others);

        Assert.Equal("others than its owner can change it: chmod go-w", (await ScriptRig.CollectAsync(source.Found.Single())).Failure);
        Assert.False(File.Exists(_rig.File("ran")));
    }

    [Fact]
    public async Task Look_OwnerThatIsAStranger_IsRefused()
    {
        Assert.True(Environment.IsPrivilegedProcess, "Only root can give files away: run the tests as root.");
        _rig.Write("theirs", "");
        using (var chown = System.Diagnostics.Process.Start("/bin/chown", ["4321", _rig.File("theirs")])) await chown.WaitForExitAsync();

        var (names, troubles) = await LookAsync();
        Assert.Empty(names);
        Assert.Equal(["theirs: it belongs to a user that is neither root nor the agent's: chown root"], troubles);
    }

    [Fact]
    public async Task Look_Again_KeepsTheCollectorsOfWhatStays()
    {
        _rig.Write("stays", "");
        var source = _rig.Collector();
        await ScriptRig.CollectAsync(source);
        var before = source.Found;
        await ScriptRig.CollectAsync(source);
        Assert.Same(before, source.Found);

        _rig.Write("new", "");
        await ScriptRig.CollectAsync(source);
        Assert.Equal(["script:new", "script:stays"], source.Found.Select(each => each.Name));
        Assert.Same(before[0], source.Found[1]);
    }

    [Fact]
    public async Task Look_JobWithoutScript_IsATrouble()
    {
        _rig.Write("good", "");
        var source = _rig.Collector(_rig.Settings(("goood", new ScriptJobSettings())));
        Assert.Equal(["jobs.goood: there is no such script that may be run"], (await ScriptRig.CollectAsync(source)).Troubles);
    }

    [Fact]
    public async Task WhyAbsent_NoDirectory_SaysSo()
    {
        var source = _rig.Collector(new ScriptsSettings { Directory = "/nonexistent/scripts.d" });
        Assert.Equal("there is no /nonexistent/scripts.d", await source.WhyAbsentAsync(default));
    }

    [Fact]
    public async Task Jobs_SetThePace()
    {
        _rig.Write("slow", "");
        var job = new ScriptJobSettings { Interval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromMinutes(2) };
        var source = _rig.Collector(_rig.Settings(("slow", job)));
        await ScriptRig.CollectAsync(source);
        Assert.Equal(TimeSpan.FromHours(1), source.Found.Single().Pace.Interval);
        // As long again for its turn, and for being killed.
        Assert.Equal(TimeSpan.FromSeconds(245), source.Found.Single().Pace.Timeout);
    }

    private async Task<(string[] Names, string[] Troubles)> LookAsync()
    {
        var source = _rig.Collector();
        var run = await ScriptRig.CollectAsync(source);
        return ([.. source.Found.Select(each => each.Name)], [.. run.Troubles]);
    }
}
