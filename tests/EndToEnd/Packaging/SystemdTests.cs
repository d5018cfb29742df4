using System.Globalization;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>The service's whole life under a real systemd, reporting to a real server.</summary>
[Trait("Category", "Long")]
public sealed class SystemdTests(ITestOutputHelper output)
{
    private const string Service = "dcmon-agent.service";
    private const string Folder = "/root/dcmon-agent";
    private const string Settings = "/etc/dcmon/agent.yaml";

    /// <summary>CAP_SYSLOG, and nothing else.</summary>
    private const string Capabilities = "0000000400000000";

    [Fact]
    public async Task InstallStartReloadWatchUpgradeUninstall()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var machine = await SystemdMachine.BootAsync(output);
        await UnpackAsync(machine);
        var before = await TreeAsync(machine);

        // Installing starts it; it is ready once the first report is in the spool.
        var url = (await server.Api.CreateEnrollmentUrlAsync(1, [])).ToSecretString();
        File.WriteAllText(machine.File("/root/token"), url[(url.IndexOf('#') + 1)..]);
        await machine.RunAsync($"{Folder}/install-agent", "--server", url[..url.IndexOf('#')], "--token-file", "/root/token");
        File.Delete(machine.File("/root/token"));
        Assert.Equal("active", await machine.ShowAsync(Service, "ActiveState"));
        await ConnectedAsync(machine);
        await Eventually.HoldsAsync(() => SeriesDatabase.Exists(server) && SeriesDatabase.Reports(server).Count >= 3, "reports are stored");
        await AssertRightsAsync(machine);
        await Eventually.HoldsAsync(async () => await machine.ShowAsync("dcmon-agent-smart.service", "ExecMainExitTimestampMonotonic") != "0", "drives were asked");
        Assert.Equal("success", await machine.ShowAsync("dcmon-agent-smart.service", "Result"));

        await ReloadAsync(machine);
        await UpgradeAsync(machine);
        await WatchAsync(machine);

        await machine.RunAsync($"{Folder}/install-agent", "--uninstall");
        // It ends with 1 where it finds none.
        Assert.Equal("", (await machine.TryAsync("systemctl", "list-unit-files", "--no-legend", "dcmon-agent*")).Output);
        FileTree.AssertSame(before, await TreeAsync(machine));
    }

    [Fact]
    public async Task Package_InstallEnrolRemovePurge()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var machine = await SystemdMachine.BootAsync(output);
        File.Copy(await Published.PackageAsync(), machine.File("/root/agent.deb"));
        // Which of the libraries are there is this system's matter.
        await machine.RunAsync("dpkg", "--force-depends", "--install", "/root/agent.deb");
        Assert.Equal("inactive", await machine.ShowAsync(Service, "ActiveState"));

        // As root: what it writes is the service's all the same.
        File.WriteAllText(machine.File("/root/url"), (await server.Api.CreateEnrollmentUrlAsync(1, [])).ToSecretString());
        await machine.RunAsync("dcmon-agent", "enroll", "--url-file", "/root/url");
        await machine.RunAsync("systemctl", "start", Service);
        await ConnectedAsync(machine);

        var process = await machine.ShowAsync(Service, "MainPID");
        await machine.RunAsync("dpkg", "--force-depends", "--install", "/root/agent.deb");
        await ConnectedAsync(machine);
        Assert.NotEqual(process, await machine.ShowAsync(Service, "MainPID"));
        Assert.DoesNotContain("Failed with result", await machine.RunAsync("journalctl", "--no-pager", "--unit", Service));

        await machine.RunAsync("dpkg", "--remove", "dcmon-agent");
        Assert.Equal("inactive", await machine.ShowAsync(Service, "ActiveState"));
        Assert.True(File.Exists(machine.File("/var/lib/dcmon-agent/agent.crt")));
        await machine.RunAsync("dpkg", "--purge", "dcmon-agent");
        Assert.False(Directory.Exists(machine.File("/var/lib/dcmon-agent")));
        Assert.False(Directory.Exists(machine.File("/etc/dcmon")));
        Assert.DoesNotContain("dcmon", await File.ReadAllTextAsync(machine.File("/etc/passwd")));
        Assert.DoesNotContain(FileTree.List(machine.ChangesInUsr).Keys, path => path.Contains("dcmon", StringComparison.Ordinal));
    }

    private static async Task UnpackAsync(SystemdMachine machine)
    {
        Directory.CreateDirectory(machine.File(Folder));
        var (code, said, log) = await Programs.RunAsync(
            "/usr/bin/tar", "--extract", "--gzip", "--strip-components=1", "--file", await Published.ArchiveAsync(), "--directory", machine.File(Folder));
        Assert.True(code == 0, said + log);
    }

    private static async Task AssertRightsAsync(SystemdMachine machine)
    {
        var process = await machine.ShowAsync(Service, "MainPID");
        var status = await machine.RunAsync("cat", $"/proc/{process}/status");
        Assert.Contains($"CapEff:\t{Capabilities}", status);
        Assert.Contains($"CapBnd:\t{Capabilities}", status);
        Assert.DoesNotMatch("(?m)^Uid:\t0", status);
    }

    private static async Task ReloadAsync(SystemdMachine machine)
    {
        var process = await machine.ShowAsync(Service, "MainPID");
        await File.WriteAllTextAsync(machine.File(Settings), "intervall: 5s\n");
        await machine.RunAsync("systemctl", "reload", Service);
        await Eventually.HoldsAsync(async () =>
            (await machine.ShowAsync(Service, "StatusText")).Contains("did you mean 'interval'?", StringComparison.Ordinal), "the bad settings are refused");
        Assert.Equal("active", await machine.ShowAsync(Service, "ActiveState"));

        await File.WriteAllTextAsync(machine.File(Settings), "log: {level: debug}\n");
        await machine.RunAsync("systemctl", "reload", Service);
        await Eventually.HoldsAsync(async () =>
            (await machine.RunAsync("journalctl", "--no-pager", "--unit", Service)).Contains("the new settings are valid", StringComparison.Ordinal)
            && await machine.ShowAsync(Service, "ActiveState") == "active", "the good ones are taken");
        await ConnectedAsync(machine);
        Assert.Equal(process, await machine.ShowAsync(Service, "MainPID"));
    }

    /// <summary>The same program again changes nothing; another one takes its place.</summary>
    private static async Task UpgradeAsync(SystemdMachine machine)
    {
        var process = await machine.ShowAsync(Service, "MainPID");
        await machine.RunAsync($"{Folder}/install-agent");
        Assert.Equal(process, await machine.ShowAsync(Service, "MainPID"));

        await File.AppendAllTextAsync(machine.File($"{Folder}/dcmon-agent"), "newer");
        await machine.RunAsync($"{Folder}/install-agent");
        await ConnectedAsync(machine);
        var upgraded = await machine.ShowAsync(Service, "MainPID");
        Assert.NotEqual(process, upgraded);
        Assert.Equal("/usr/local/bin/dcmon-agent", await machine.RunAsync("readlink", $"/proc/{upgraded}/exe"));
        Assert.Equal("log: {level: debug}\n", await File.ReadAllTextAsync(machine.File(Settings)));
    }

    /// <summary>A program that hangs is killed and started again.</summary>
    private static async Task WatchAsync(SystemdMachine machine)
    {
        var dropIn = machine.File("/etc/systemd/system/dcmon-agent.service.d");
        Directory.CreateDirectory(dropIn);
        await File.WriteAllTextAsync(Path.Combine(dropIn, "test.conf"), "[Service]\nWatchdogSec=2\nTimeoutAbortSec=2\nRestartSec=0\nLimitCORE=0\n");
        await machine.RunAsync("systemctl", "daemon-reload");
        await machine.RunAsync("systemctl", "restart", Service);
        await Eventually.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("0", await machine.ShowAsync(Service, "NRestarts"));

        await machine.RunAsync("kill", "-STOP", await machine.ShowAsync(Service, "MainPID"));
        await Eventually.HoldsAsync(async () =>
            int.Parse(await machine.ShowAsync(Service, "NRestarts"), CultureInfo.InvariantCulture) > 0
            && await machine.ShowAsync(Service, "ActiveState") == "active", "systemd starts it again");
        await ConnectedAsync(machine);
        Directory.Delete(dropIn, recursive: true);
        await machine.RunAsync("systemctl", "daemon-reload");
    }

    private static Task ConnectedAsync(SystemdMachine machine) =>
        Eventually.HoldsAsync(async () => (await machine.TryAsync("dcmon-agent", "status")).Code == 0, "it has a connection");

    /// <summary>All files but what systemd, the journal and the tools for users keep for themselves.</summary>
    private static async Task<SortedDictionary<string, string>> TreeAsync(SystemdMachine machine)
    {
        // What is on its way to the disk.
        await machine.RunAsync("sync");
        var tree = FileTree.List(
            machine.Root,
            [.. FileTree.UserBackups, "root", "proc", "sys", "dev", "run", "usr/", "tmp", "var/tmp", "var/log", "var/lib/dpkg", "var/lib/systemd", "var/cache"]);
        // A directory in which something was written is one of the changes, and stays so.
        foreach (var (path, state) in FileTree.List(machine.ChangesInUsr))
            if (!Directory.Exists(Path.Combine(machine.ChangesInUsr, path))) tree["usr/" + path] = state;
        return tree;
    }
}
