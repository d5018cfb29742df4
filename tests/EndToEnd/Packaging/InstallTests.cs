using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>
/// <c>scripts/install-agent</c> on a system that does not run, and the units that it installs. Needs root, as it does itself.
/// </summary>
public sealed class InstallTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public InstallTests()
    {
        foreach (var directory in new[] { "etc/systemd/system", "etc/udev/rules.d", "etc/dcmon", "usr/local/bin", "usr/bin", "var/lib", "run" })
            Directory.CreateDirectory(_root.File(directory));
        File.WriteAllText(_root.File("etc/passwd"), "root:x:0:0:root:/root:/bin/bash\n");
        File.WriteAllText(_root.File("etc/group"), "root:x:0:\n");
        File.WriteAllText(_root.File("etc/shadow"), "root:*:19000:0:99999:7:::\n");
        File.WriteAllText(_root.File("etc/gshadow"), "root:*::\n");
        // A server's settings, and units of others.
        File.WriteAllText(_root.File("etc/dcmon/dcmon.yaml"), "port: 8443\n");
        File.WriteAllText(_root.File("etc/systemd/system/other.service"), "[Service]\nExecStart=/bin/true\n");
        Directory.CreateDirectory(_root.File("etc/systemd/system/multi-user.target.wants"));
        File.CreateSymbolicLink(_root.File("etc/systemd/system/multi-user.target.wants/other.service"), "../other.service");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task InstallTwiceAndUninstall_LeavesTheSystemAsItWas()
    {
        var before = FileTree.List(_root.Path, FileTree.UserBackups);
        await InstallAsync();
        var installed = FileTree.List(_root.Path, FileTree.UserBackups);
        Assert.Contains("usr/local/bin/dcmon-agent", installed.Keys);
        Assert.Contains("etc/systemd/system/multi-user.target.wants/dcmon-agent.service", installed.Keys);
        Assert.Matches("(?m)^dcmon-agent:x:[0-9]+:[0-9]+:dcmon agent:/var/lib/dcmon-agent:/usr/sbin/nologin$", File.ReadAllText(_root.File("etc/passwd")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_root.File("var/lib/dcmon-agent")));
        Assert.Contains("etc/systemd/system/dcmon-agent.service.wants/dcmon-agent-bmc.socket", installed.Keys);
        Assert.Matches("(?m)^dcmon-agent-bmc:x:[0-9]+:[0-9]+:dcmon agent, BMC helper:/:/usr/sbin/nologin$", File.ReadAllText(_root.File("etc/passwd")));

        // Again: nothing changes, and what the owner wrote stays.
        File.WriteAllText(_root.File("etc/dcmon/agent.yaml"), "interval: 30s\n");
        installed = FileTree.List(_root.Path, FileTree.UserBackups);
        await InstallAsync();
        FileTree.AssertSame(installed, FileTree.List(_root.Path, FileTree.UserBackups));

        // An older program is replaced.
        File.WriteAllText(_root.File("usr/local/bin/dcmon-agent"), "old");
        await InstallAsync();
        FileTree.AssertSame(installed, FileTree.List(_root.Path, FileTree.UserBackups));

        Directory.CreateDirectory(_root.File("var/lib/dcmon-agent/spool"));
        File.WriteAllText(_root.File("var/lib/dcmon-agent/spool/1.spool"), "");
        await RunAsync("--uninstall");
        FileTree.AssertSame(before, FileTree.List(_root.Path, FileTree.UserBackups));
        await RunAsync("--uninstall");
        FileTree.AssertSame(before, FileTree.List(_root.Path, FileTree.UserBackups));
    }

    [Fact]
    public async Task Uninstall_ScriptsOfTheOwner_StayWhereTheyAre()
    {
        await InstallAsync();
        File.WriteAllText(_root.File("etc/dcmon/scripts.d/mine"), "#!/bin/sh\n");
        await RunAsync("--uninstall");
        Assert.True(File.Exists(_root.File("etc/dcmon/scripts.d/mine")));
        Assert.True(File.Exists(_root.File("etc/dcmon/dcmon.yaml")));
        Assert.False(File.Exists(_root.File("etc/dcmon/agent.yaml")));
    }

    [Fact]
    public async Task Units_TheBmc_IsTheHelpersAndNotTheAgents()
    {
        await InstallAsync();
        var agent = File.ReadAllLines(_root.File("etc/systemd/system/dcmon-agent.service"));
        var helper = File.ReadAllLines(_root.File("etc/systemd/system/dcmon-agent-bmc.service"));
        var socket = File.ReadAllLines(_root.File("etc/systemd/system/dcmon-agent-bmc.socket"));
        Assert.Contains("DevicePolicy=closed", agent);
        Assert.DoesNotContain(agent, line => line.StartsWith("DeviceAllow=", StringComparison.Ordinal) && line.Contains("ipmi", StringComparison.Ordinal));
        Assert.DoesNotContain(agent, line => line.StartsWith("SupplementaryGroups=", StringComparison.Ordinal));
        Assert.Contains("Environment=DCMON_COLLECT_IPMI_HELPER=/run/dcmon-agent-bmc.sock", agent);

        Assert.Equal("DeviceAllow=char-ipmidev rw", Assert.Single(helper, line => line.StartsWith("DeviceAllow=", StringComparison.Ordinal)));
        foreach (var line in new[] { "User=dcmon-agent-bmc", "DevicePolicy=closed", "CapabilityBoundingSet=", "PrivateNetwork=yes", "RestrictAddressFamilies=AF_UNIX" })
            Assert.Contains(line, helper);
        foreach (var line in new[] { "ListenStream=/run/dcmon-agent-bmc.sock", "SocketUser=root", "SocketGroup=dcmon-agent", "SocketMode=0660" })
            Assert.Contains(line, socket);
        var rules = File.ReadAllLines(_root.File("etc/udev/rules.d/60-dcmon-agent.rules"));
        Assert.EndsWith("GROUP=\"dcmon-agent-bmc\", MODE=\"0660\"", Assert.Single(rules, line => line.StartsWith("SUBSYSTEM==\"ipmi\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("dcmon-agent.service")]
    [InlineData("dcmon-agent-smart.service")]
    [InlineData("dcmon-agent-smart.timer")]
    [InlineData("dcmon-agent-bmc.service")]
    [InlineData("dcmon-agent-bmc.socket")]
    public async Task Units_AsInstalled_AreFreeOfMistakes(string unit)
    {
        await InstallAsync();
        var path = _root.File("etc/systemd/system/" + unit);
        // In this system's view, in which the program must be where the unit says.
        var here = _root.File(unit);
        File.WriteAllText(here, File.ReadAllText(path).Replace("=/usr/local/bin/", $"={_root.File("usr/local/bin/")}", StringComparison.Ordinal));
        // What starts another unit needs it beside itself.
        var started = Path.ChangeExtension(unit, ".service");
        if (started != unit) File.Copy(_root.File("etc/systemd/system/" + started), _root.File(started));
        await SystemdAnalyze.AssertCorrectAsync(here);
    }

    [Theory]
    [InlineData("dcmon-agent.service", 4.0)]
    [InlineData("dcmon-agent-smart.service", 4.0)]
    [InlineData("dcmon-agent-bmc.service", 1.0)]
    public async Task Units_Exposure_HasABound(string unit, double most)
    {
        await InstallAsync();
        Assert.InRange(await SystemdAnalyze.ExposureAsync(_root.File("etc/systemd/system/" + unit)), 0, most);
    }

    private async Task InstallAsync() => await RunAsync("--binary", await Published.AgentAsync());

    private async Task RunAsync(params string[] arguments)
    {
        var (code, said, log) = await Programs.RunAsync("install-agent", ["--root", _root.Path, .. arguments]);
        Assert.True(code == 0, $"install-agent ended with {code}: {said}{log}");
    }
}
