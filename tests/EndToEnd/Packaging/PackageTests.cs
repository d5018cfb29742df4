using Dcmon.EndToEnd.Processes;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>The Debian package, as it is on disk.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task Package_HoldsTheSameAsAnInstallation_AndNeedsNoMoreThanLibraries()
    {
        var package = await Published.PackageAsync();
        var (code, contents, log) = await Programs.RunAsync("/usr/bin/dpkg-deb", "--contents", package);
        Assert.True(code == 0, log);
        foreach (var file in new[]
        {
            "-rwxr-xr-x root/root /usr/bin/dcmon-agent", "-rw-r--r-- root/root /usr/lib/systemd/system/dcmon-agent.service",
            "-rw-r--r-- root/root /usr/lib/systemd/system/dcmon-agent-bmc.service", "-rw-r--r-- root/root /usr/lib/systemd/system/dcmon-agent-bmc.socket",
            "-rw-r--r-- root/root /usr/lib/systemd/system/dcmon-agent-smart.timer", "-rw-r--r-- root/root /usr/lib/udev/rules.d/60-dcmon-agent.rules",
            "-rw-r--r-- root/root /usr/lib/sysusers.d/dcmon-agent.conf", "-rw-r--r-- root/root /etc/dcmon/agent.yaml",
        })
            Assert.Contains(contents.Split('\n'), line => Matches(line, file.Split(' ')));

        (_, var fields, _) = await Programs.RunAsync("/usr/bin/dpkg-deb", "--field", package, "Package", "Architecture", "Depends");
        Assert.Equal("Package: dcmon-agent\nArchitecture: amd64\nDepends: libc6 (>= 2.27), libssl3 | libssl3t64 | libssl1.1, systemd (>= 240)", fields);
    }

    private static bool Matches(string line, string[] file) =>
        line.StartsWith($"{file[0]} {file[1]} ", StringComparison.Ordinal) && line.EndsWith($" .{file[2]}", StringComparison.Ordinal);
}
