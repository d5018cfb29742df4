using System.Text.RegularExpressions;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>
/// The BMC's device under a real systemd: the helper has it, and the agent, which uses the network, has not. Device and ipmitool are a file
/// and a script, as the machine has no BMC.
/// </summary>
[Trait("Category", "Long")]
public sealed partial class SystemdBmcTests(ITestOutputHelper output)
{
    private const string Agent = "dcmon-agent.service";
    private const string Helper = "dcmon-agent-bmc.service";
    private const string Socket = "dcmon-agent-bmc.socket";

    private const string Tool = """
        #!/bin/sh
        exec 3<>/dev/ipmi0 || exit 1
        case "$*" in
        *'mc info') printf 'Firmware Revision : 2.83\nIPMI Version : 2.0\nManufacturer ID : 674\nManufacturer Name : DELL Inc\nProduct ID : 256 (0x0100)\n' ;;
        *exec*) printf 'dcmon:sensors\nFan1 RPM | 30h | ok | 7.1 | 3720 RPM\n' ;;
        *) exit 1 ;;
        esac
        """;

    [Fact]
    public async Task Package_AsksTheBmc_ThroughTheHelperAlone()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var machine = await SystemdMachine.BootAsync(output);
        await PrepareAsync(machine, server);
        await InstallAsync(machine, await Published.PackageAsync());
        await StartAsync(machine);
        // The helper runs, but the device is root's alone: udev would give it away, and does not run here.
        await StatusAsync(machine, "^ipmi +down .*cannot (create|open) /dev/ipmi0: Permission denied");
        await GiveDeviceAsync(machine, "dcmon-agent-bmc");
        await StatusAsync(machine, "^ipmi +up ");
        await AssertHelpersAloneAsync(machine);

        // Killed, and taken away: each time the agent goes on, says why there are no figures, and has them again.
        var killed = await machine.ShowAsync(Helper, "MainPID");
        await machine.RunAsync("kill", "-KILL", killed);
        await Eventually.HoldsAsync(async () => await machine.ShowAsync(Helper, "MainPID") is not "0" and var next && next != killed, "it is started again");
        await StatusAsync(machine, "^ipmi +up ");
        await machine.RunAsync("systemctl", "stop", Socket, Helper);
        await StatusAsync(machine, "^ipmi +down .*the BMC helper does not run, or this user may not ask it .*systemctl status dcmon-agent-bmc.socket");
        await machine.RunAsync("systemctl", "start", Socket);
        await StatusAsync(machine, "^ipmi +up ");

        // A restart of the agent, such as of an upgrade, takes the helper along.
        var old = await machine.ShowAsync(Helper, "MainPID");
        await machine.RunAsync("systemctl", "restart", Agent);
        await StatusAsync(machine, "^ipmi +up ");
        Assert.NotEqual(old, await machine.ShowAsync(Helper, "MainPID"));

        await machine.RunAsync("dpkg", "--purge", "dcmon-agent");
        Assert.Equal("", (await machine.TryAsync("systemctl", "list-unit-files", "--no-legend", "dcmon-agent*")).Output);
        Assert.Equal("inactive", (await machine.TryAsync("systemctl", "is-active", Helper)).Output);
        Assert.Equal(2, (await machine.TryAsync("ls", "/run/dcmon-agent-bmc.sock")).Code);
        Assert.DoesNotContain("dcmon", await File.ReadAllTextAsync(machine.File("/etc/passwd")));
    }

    [Fact]
    public async Task Package_OfBeforeTheHelper_MovesOverByItself()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var machine = await SystemdMachine.BootAsync(output);
        await PrepareAsync(machine, server);
        await InstallAsync(machine, await OldPackageAsync(machine));
        await GiveDeviceAsync(machine, "dcmon-agent");
        await StartAsync(machine);
        await StatusAsync(machine, "^ipmi +up ");
        Assert.Equal("not-found", await machine.ShowAsync(Helper, "LoadState"));

        await InstallAsync(machine, await Published.PackageAsync());
        Assert.Contains("GROUP=\"dcmon-agent-bmc\"", await machine.RunAsync("cat", "/usr/lib/udev/rules.d/60-dcmon-agent.rules"));
        await GiveDeviceAsync(machine, "dcmon-agent-bmc");
        await Eventually.HoldsAsync(async () => await machine.ShowAsync(Helper, "ActiveState") == "active", "the helper was asked");
        await StatusAsync(machine, "^ipmi +up ");
        await AssertHelpersAloneAsync(machine);
    }

    /// <summary>A BMC, and settings with which it is asked often.</summary>
    private static async Task PrepareAsync(SystemdMachine machine, ServerProcess server)
    {
        File.WriteAllText(machine.File("/root/ipmitool"), Tool + "\n");
        await machine.RunAsync("install", "-m", "755", "/root/ipmitool", "/usr/local/bin/ipmitool");
        await machine.RunAsync("install", "-m", "600", "/dev/null", "/dev/ipmi0");
        Directory.CreateDirectory(machine.File("/etc/dcmon"));
        File.WriteAllText(machine.File("/etc/dcmon/agent.yaml"), "collect: {ipmi: {interval: 1s}}\n");
        File.WriteAllText(machine.File("/root/url"), (await server.Api.CreateEnrollmentUrlAsync(1, [])).ToSecretString());
    }

    private static async Task InstallAsync(SystemdMachine machine, string package)
    {
        File.Copy(package, machine.File("/root/agent.deb"), overwrite: true);
        await machine.RunAsync("dpkg", "--force-depends", "--force-confold", "--install", "/root/agent.deb");
    }

    private static async Task StartAsync(SystemdMachine machine)
    {
        await machine.RunAsync("dcmon-agent", "enroll", "--url-file", "/root/url");
        await machine.RunAsync("systemctl", "start", Agent);
    }

    /// <summary>What the udev rule does.</summary>
    private static Task GiveDeviceAsync(SystemdMachine machine, string group) =>
        machine.RunAsync("sh", "-c", $"chgrp {group} /dev/ipmi0 && chmod 660 /dev/ipmi0");

    private static Task StatusAsync(SystemdMachine machine, string pattern) => Eventually.HoldsAsync(
        async () => Regex.IsMatch((await machine.TryAsync("dcmon-agent", "status")).Output, pattern, RegexOptions.Multiline),
        $"the status has {pattern}", timeout: TimeSpan.FromSeconds(60));

    private static async Task AssertHelpersAloneAsync(SystemdMachine machine)
    {
        var helper = await machine.ShowAsync(Helper, "MainPID");
        var status = await machine.RunAsync("cat", $"/proc/{helper}/status");
        Assert.Contains("CapEff:\t0000000000000000", status);
        Assert.Contains("CapBnd:\t0000000000000000", status);
        Assert.Contains("NoNewPrivs:\t1", status);
        Assert.Contains("Seccomp:\t2", status);
        Assert.Equal("dcmon-agent-bmc", await machine.RunAsync("ps", "-o", "user:20=", "-p", helper));
        Assert.Equal(["lo"], Interfaces().Matches(await machine.RunAsync("cat", $"/proc/{helper}/net/dev")).Select(each => each.Groups[1].Value));

        Assert.Equal("660 root dcmon-agent", await machine.RunAsync("stat", "--format=%a %U %G", "/run/dcmon-agent-bmc.sock"));
        var agent = await machine.ShowAsync(Agent, "MainPID");
        Assert.Equal("dcmon-agent", await machine.RunAsync("ps", "-o", "user:20=", "-p", agent));
        Assert.NotEqual(0, (await machine.TryAsync("setpriv", "--reuid=dcmon-agent", "--regid=dcmon-agent", "--init-groups", "sh", "-c", ": <>/dev/ipmi0")).Code);
    }

    /// <summary>The package as it was before there was a helper.</summary>
    private static async Task<string> OldPackageAsync(SystemdMachine machine)
    {
        var (tree, package) = (machine.File("/root/old"), machine.File("/root/old.deb"));
        var script = $"""
            set -e
            dpkg-deb --raw-extract '{await Published.PackageAsync()}' '{tree}'
            cd '{tree}'
            rm usr/lib/systemd/system/dcmon-agent-bmc.*
            sed -i 's/^Environment=DCMON_COLLECT_IPMI_HELPER=.*/DeviceAllow=char-ipmidev rw/' usr/lib/systemd/system/dcmon-agent.service
            sed -i 's/dcmon-agent-bmc"/dcmon-agent"/' usr/lib/udev/rules.d/60-dcmon-agent.rules
            sed -i '/dcmon-agent-bmc/d' usr/lib/sysusers.d/dcmon-agent.conf
            sed -i 's/ dcmon-agent-bmc\.[a-z]*//g' DEBIAN/postinst DEBIAN/prerm
            sed -i 's/^Version: .*/Version: 0.0.1/' DEBIAN/control
            dpkg-deb --root-owner-group -Znone --build . '{package}'
            """;
        var (code, said, log) = await Programs.RunAsync("/bin/sh", "-c", script);
        Assert.True(code == 0, said + log);
        return package;
    }

    [GeneratedRegex("(?m)^ *([a-z0-9]+):")]
    private static partial Regex Interfaces();
}
