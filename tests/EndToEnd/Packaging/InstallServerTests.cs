using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>
/// <c>scripts/install-server</c> on a system that does not run, with a program that stands for the real one, and its unit. Needs root, as
/// it does itself.
/// </summary>
public sealed class InstallServerTests : IDisposable
{
    private const string Unit = "etc/systemd/system/dcmon-web.service";
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryDirectory _root = new();
    private readonly TemporaryDirectory _program = new();

    public InstallServerTests()
    {
        foreach (var directory in new[] { "etc/systemd/system", "etc/dcmon", "usr/local/bin", "usr/local/lib", "usr/lib", "var/lib", "run" })
            Directory.CreateDirectory(_root.File(directory));
        File.WriteAllText(_root.File("etc/passwd"), "root:x:0:0:root:/root:/bin/bash\n");
        File.WriteAllText(_root.File("etc/group"), "root:x:0:\n");
        File.WriteAllText(_root.File("etc/shadow"), "root:*:19000:0:99999:7:::\n");
        File.WriteAllText(_root.File("etc/gshadow"), "root:*::\n");
        // An agent's settings.
        File.WriteAllText(_root.File("etc/dcmon/agent.yaml"), "interval: 30s\n");
        File.WriteAllText(_program.File("dcmon-web"), "#!/bin/sh\n");
        File.SetUnixFileMode(_program.File("dcmon-web"), OwnersAlone);
        File.WriteAllText(_program.File("old.dll"), "");
    }

    public void Dispose()
    {
        _root.Dispose();
        _program.Dispose();
    }

    [Fact]
    public async Task InstallUpgradeUninstallPurge()
    {
        var before = FileTree.List(_root.Path, FileTree.UserBackups);
        await InstallAsync();
        Assert.Matches("(?m)^dcmon:x:[0-9]+:[0-9]+:dcmon server:/var/lib/dcmon:/usr/sbin/nologin$", File.ReadAllText(_root.File("etc/passwd")));
        Assert.Equal(OwnersAlone, File.GetUnixFileMode(_root.File("var/lib/dcmon")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(_root.File("etc/dcmon/dcmon.yaml")));
        var installed = FileTree.List(_root.Path, FileTree.UserBackups);
        Assert.Contains("etc/systemd/system/multi-user.target.wants/dcmon-web.service", installed.Keys);
        await InstallAsync();
        FileTree.AssertSame(installed, FileTree.List(_root.Path, FileTree.UserBackups));

        // What a new version does not have goes; settings and data stay.
        File.Delete(_program.File("old.dll"));
        File.WriteAllText(_root.File("etc/dcmon/dcmon.yaml"), "port: 9443\n");
        File.WriteAllText(_root.File("var/lib/dcmon/grains.db"), "data");
        await InstallAsync();
        Assert.False(File.Exists(_root.File("usr/local/lib/dcmon-web/old.dll")));
        await RunAsync("--uninstall");
        Assert.Equal("port: 9443\n", File.ReadAllText(_root.File("etc/dcmon/dcmon.yaml")));
        Assert.Equal("data", File.ReadAllText(_root.File("var/lib/dcmon/grains.db")));
        Assert.False(File.Exists(_root.File(Unit)));

        await RunAsync("--purge");
        FileTree.AssertSame(before, FileTree.List(_root.Path, FileTree.UserBackups));
        await RunAsync("--purge");
        FileTree.AssertSame(before, FileTree.List(_root.Path, FileTree.UserBackups));
    }

    [Fact]
    public async Task Unit_AsInstalled_IsFreeOfMistakes_AndHardlyExposed()
    {
        await InstallAsync();
        // In this system's view, in which the program must be where the unit says.
        var here = _root.File("dcmon-web.service");
        File.WriteAllText(here, File.ReadAllText(_root.File(Unit)).Replace("=/usr/local/", $"={_root.File("usr/local/")}", StringComparison.Ordinal));
        await SystemdAnalyze.AssertCorrectAsync(here);
        Assert.InRange(await SystemdAnalyze.ExposureAsync(_root.File(Unit)), 0, 2.0);
    }

    private Task InstallAsync() => RunAsync("--program", _program.Path);

    private async Task RunAsync(params string[] arguments)
    {
        var (code, said, log) = await Programs.RunAsync("install-server", ["--root", _root.Path, .. arguments]);
        Assert.True(code == 0, $"install-server ended with {code}: {said}{log}");
    }
}
