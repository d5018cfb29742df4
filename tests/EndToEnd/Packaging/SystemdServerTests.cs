using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Dcmon.EndToEnd.Processes;
using Dcmon.Simulation.Enrollment;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>The server in its sandbox, under a real systemd, and an agent that reports to it.</summary>
[Trait("Category", "Long")]
public sealed partial class SystemdServerTests(ITestOutputHelper output)
{
    private const string Service = "dcmon-web.service";
    private const string Folder = "/root/dcmon";
    private const string Settings = "/etc/dcmon/dcmon.yaml";

    [Fact]
    public async Task InstallLogInReportRestartUpgradePurge()
    {
        await using var machine = await SystemdMachine.BootAsync(output);
        await UnpackAsync(machine);
        var port = FreePorts.Take(2);
        Directory.CreateDirectory(machine.File("/etc/dcmon"));
        File.WriteAllText(machine.File(Settings), $"address: 127.0.0.1\nport: {port}\nagents: {{interval: 1s}}\n");

        // Installing prints the password, which is nowhere else, and starts the server.
        var said = await InstallAsync(machine);
        var password = Password().Match(said).Groups[1].Value;
        Assert.NotEqual("", password);
        using var api = new ServerApi(
            new Uri($"https://localhost:{port}"), X509CertificateLoader.LoadCertificateFromFile(machine.File("/var/lib/dcmon/pki/ca.crt")));
        await ReadyAsync(api);
        await api.LogInAsync("admin", password);
        Assert.DoesNotContain(password, await machine.RunAsync("journalctl", "--no-pager", "--unit", Service));
        await AssertRightsAsync(machine);

        // It takes reports.
        using var directory = new TemporaryDirectory();
        var (url, state) = (directory.File("url"), directory.File("state"));
        File.WriteAllText(url, (await api.CreateEnrollmentUrlAsync(1, [])).ToSecretString());
        var (code, words, log) = await Programs.RunAsync("dcmon-agent", "enroll", "--url-file", url, "--state", state);
        Assert.True(code == 0, words + log);
        await using (var agent = Programs.Start("dcmon-agent", "run", "--state", state, "--set", "interval=1s"))
        {
            await agent.WaitForLineAsync("Reporting to");
            Assert.Equal(0, await agent.StopAsync());
        }

        // Settings are taken by a restart, which ends in order; bad ones are no reason to try again and again.
        await machine.RunAsync("systemctl", "restart", Service);
        Assert.Equal("success", await machine.ShowAsync(Service, "Result"));
        await ReadyAsync(api);
        using (var session = await api.Http.GetAsync("/api/sessions")) Assert.Equal(HttpStatusCode.OK, session.StatusCode);
        var process = await machine.ShowAsync(Service, "MainPID");
        Assert.DoesNotContain("password: ", await InstallAsync(machine));
        await ReadyAsync(api);
        Assert.NotEqual(process, await machine.ShowAsync(Service, "MainPID"));
        File.WriteAllText(machine.File(Settings), "prot: 1\n");
        await machine.TryAsync("systemctl", "restart", Service);
        await Eventually.HoldsAsync(async () => await machine.ShowAsync(Service, "ActiveState") == "failed", "it refuses its settings");
        Assert.Equal("2", await machine.ShowAsync(Service, "ExecMainStatus"));

        await machine.RunAsync($"{Folder}/scripts/install-server", "--purge");
        Assert.False(Directory.Exists(machine.File("/var/lib/dcmon")));
        Assert.DoesNotContain("dcmon", await File.ReadAllTextAsync(machine.File("/etc/passwd")));
    }

    private static async Task UnpackAsync(SystemdMachine machine)
    {
        var script = $"""
            set -e
            mkdir -p '{machine.File(Folder)}/packaging' '{machine.File(Folder)}/scripts'
            cp -r '{await Published.ServerAsync()}' '{machine.File(Folder)}/program'
            cp -r '{Published.Folder}/packaging/server' '{machine.File(Folder)}/packaging/'
            cp '{Published.Folder}/scripts/lib.sh' '{Published.Folder}/scripts/install-server' '{machine.File(Folder)}/scripts/'
            """;
        var (code, said, log) = await Programs.RunAsync("/bin/sh", "-c", script);
        Assert.True(code == 0, said + log);
    }

    private static Task<string> InstallAsync(SystemdMachine machine) =>
        machine.RunAsync($"{Folder}/scripts/install-server", "--program", $"{Folder}/program");

    private static Task ReadyAsync(ServerApi api) => Eventually.HoldsAsync(
        async () =>
        {
            try
            {
                using var ready = await api.Http.GetAsync("/readyz");
                return ready.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        "it is ready");

    private static async Task AssertRightsAsync(SystemdMachine machine)
    {
        var process = await machine.ShowAsync(Service, "MainPID");
        var status = await machine.RunAsync("cat", $"/proc/{process}/status");
        foreach (var line in new[] { "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2" })
            Assert.Contains(line, status);
        Assert.Equal("dcmon", await machine.RunAsync("ps", "-o", "user:20=", "-p", process));
        Assert.Equal("700 dcmon dcmon", await machine.RunAsync("stat", "--format=%a %U %G", "/var/lib/dcmon"));
        Assert.Equal("", await machine.RunAsync("find", "/var/lib/dcmon", "-perm", "/077"));
        // In its view of the file system only its own may be written.
        string[] within = ["nsenter", "--target", process, "--mount", "--", "setpriv", "--reuid=dcmon", "--regid=dcmon", "--clear-groups"];
        Assert.Equal(0, (await machine.TryAsync([.. within, "test", "-w", "/var/lib/dcmon"])).Code);
        foreach (var other in new[] { "/etc/dcmon", "/usr/local/lib/dcmon-web", "/var/lib", "/root", "/dev/kmsg" })
            Assert.NotEqual(0, (await machine.TryAsync([.. within, "test", "-w", other])).Code);
        Assert.Equal("", await machine.RunAsync("sh", "-c", $"ls -A /proc/{process}/root/root"));
    }

    [GeneratedRegex("(?m)^password: (.+)$")]
    private static partial Regex Password();
}
