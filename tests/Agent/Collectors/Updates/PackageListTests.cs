using System.Diagnostics;
using System.Text.RegularExpressions;
using Dcmon.Agent.Collectors.Updates;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Updates;

public sealed class PackageListTests
{
    private const string Apt = """
        NOTE: This is only a simulation!
        Reading package lists...
        The following packages will be upgraded:
          libssl3 base-files
        2 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.
        Inst base-files [12.4+deb12u12] (12.4+deb12u14 Debian:12.14/oldstable [amd64])
        Conf base-files (12.4+deb12u14 Debian:12.14/oldstable [amd64])
        Inst libssl3 [3.0.17-1] (3.0.20-1 Debian-Security:12/oldstable-security, Debian:12.14/oldstable [amd64]) [openssl:amd64 ]
        Inst linux-image-6.1.0-42-amd64 (6.1.159-1 Debian-Security:12/oldstable-security [amd64])
        Inst openssl [3.0.2-0ubuntu1.18] (3.0.2-0ubuntu1.21 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64]) []
        Inst linux-generic [5.15.0.1] (5.15.0.2 UbuntuESM:22.04/jammy-infra-security [amd64])
        """;

    private const string DnfUpdates = """

        NetworkManager.x86_64              1:1.46.0-20.el9_4        baseos
        kernel.x86_64                      5.14.0-427.42.1.el9_4    baseos
        python3-dnf-plugin-versionlock.noarch 4.3.0-13.el9 baseos
        Obsoleting Packages
        grub2-tools.x86_64                 1:2.06-82.el9_4          baseos
            grub2-tools.x86_64             1:2.06-77.el9            @System
        """;

    private const string DnfSecurity = """
        RHSA-2024:8617 Moderate/Sec.  kernel-5.14.0-427.42.1.el9_4.x86_64
        RHSA-2024:8600 Moderate/Sec.  kernel-5.14.0-427.42.1.el9_4.x86_64
        RHSA-2024:8678 Important/Sec. grafana-9.2.10-19.el9_4.x86_64
        """;

    private const string Dnf5Security = """
        Name                   Type     Severity                Package              Issued
        FEDORA-2024-3c5d2d5f6a security Moderate  curl-8.6.0-9.fc40.x86_64 2024-05-28 01:21:14
        FEDORA-2024-a267e93f8c security Important ghostscript-10.02.1-12.fc40.x86_64 2024-07-09 03:05:51
        """;

    [Fact]
    public void Apt_DebianAndUbuntu_CountsWhatIsInstalled() => Assert.Equal((4, 3), AptSimulation.Parse(Apt));

    [Fact]
    public void Dnf_Lists_AreCounted()
    {
        Assert.Equal(3, DnfLists.CountUpdates(DnfUpdates));
        Assert.Equal(2, DnfLists.CountSecurity(DnfSecurity));
        Assert.Equal(2, DnfLists.CountSecurity(Dnf5Security));
    }

    [Fact]
    public void Apt_OfThisMachine_AgreesWithItsOwnSummary()
    {
        if (!File.Exists("/usr/bin/apt-get")) return; // Another distribution: its own manager is tested by its lists.
        using var apt = Process.Start(new ProcessStartInfo("/usr/bin/apt-get", ["-s", "-o", "Debug::NoLocking=1", "dist-upgrade"])
        {
            RedirectStandardOutput = true,
            Environment = { ["LC_ALL"] = "C" },
        })!;
        var text = apt.StandardOutput.ReadToEnd();
        apt.WaitForExit();
        var summary = Regex.Match(text, "^([0-9]+) upgraded, ", RegexOptions.Multiline).Groups[1].Value;
        Assert.Equal(int.Parse(summary), AptSimulation.Parse(text).All);
    }

    [Fact]
    public void Parse_BrokenForms_AreCounted()
    {
        Fuzz.Text([Apt, DnfUpdates, DnfSecurity, Dnf5Security], text =>
        {
            var lines = text.AsSpan().Count('\n') + text.AsSpan().Count('\r') + 1;
            var (all, security) = AptSimulation.Parse(text);
            Assert.InRange(all, security, lines + 100);
            Assert.InRange(DnfLists.CountUpdates(text), 0, lines + 100);
            Assert.InRange(DnfLists.CountSecurity(text), 0, lines + 100);
        });
    }
}
