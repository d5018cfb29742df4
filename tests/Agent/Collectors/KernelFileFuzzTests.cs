using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Cpu;
using Dcmon.Agent.Collectors.Disks;
using Dcmon.Agent.Collectors.Filesystems;
using Dcmon.Agent.Collectors.Load;
using Dcmon.Agent.Collectors.Memory;
using Dcmon.Agent.Collectors.Network;
using Dcmon.Agent.Collectors.Pressure;
using Dcmon.Agent.Collectors.Raid;
using Dcmon.Agent.Collectors.SystemInfo;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors;

/// <summary>The kernel's files in broken forms, as other kernels, containers and emulations have them: nothing throws.</summary>
public sealed class KernelFileFuzzTests
{
    private static readonly Roots Nowhere = new("/nowhere/proc", "/nowhere/sys");

    private readonly SampleSet _samples = new();

    [Fact]
    public void Stat() => Collect("cpu  3 0 1 9\ncpu0 3419 0 1886 99 1 2 3 4 5 6\ncpu1 1 2\nctxt 519788\nprocs_running 2\n", new CpuCollector(Nowhere).Parse);

    [Fact]
    public void LoadAverage() => Collect("0.34 0.17 0.11 1/82 4676\n", LoadCollector.Parse);

    [Fact]
    public void MemoryInfo() => Collect("MemTotal:       24684096 kB\nMemFree: 1 kB\nSwapTotal:  0 kB\n", (text, samples) => MemoryCollector.Parse(text, ArcStats.None, samples));

    [Fact]
    public void DiskStatistics() => Collect(
        " 259       0 nvme0n1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n   8  1 sda1 1 2 3 4 5 6 7 8 9 10 11\n",
        new DiskCollector(Nowhere, new NameFilter(["loop*"])).Parse);

    [Fact]
    public void NetworkDevices() => Collect(
        "Inter-|   Receive\n face |bytes    packets\n    lo: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\neth0:1: 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2\n",
        new NetworkCollector(Nowhere, new NameFilter([])).Parse);

    [Fact]
    public void FileHandles() => Collect("376\t0\t9223372036854775807\n", SystemCollector.ParseFileHandles);

    [Fact]
    public void Pressure()
    {
        var resource = new PressureCollector.Resource("io", Nowhere);
        Collect("some avg10=32.84 avg60=10.13 avg300=3.30 total=27365869\nfull avg10=0 total=5\n", (text, samples) => PressureCollector.Parse(text, resource, samples));
    }

    [Fact]
    public void Mounts()
    {
        var selection = new MountSelection("nodev\tproc\n\text4\n", [], new NameFilter(["/boot*"]));
        Fuzz.Text(["27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n28 27 8:1 / /mnt/a\\040b rw - ext4 /dev/sda1 rw\n"], text =>
            Assert.All(selection.Select(Mount.ParseAll(text)),
                each => Assert.InRange(each.MountPoint.Length, 1, WireLimits.MaxLabelValueLength)));
    }

    [Fact]
    public void Facts() => Fuzz.Text(
        ["processor\t: 0\nmodel name\t: AMD EPYC 7763\nprocessor\t: 1\n", "NAME=Debian\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n"], text =>
        {
            Assert.True(CpuFacts.Parse(text).Cores >= 0);
            Assert.InRange(OsRelease.PrettyName(text)?.Length ?? 1, 1, WireLimits.MaxFactLength);
        });

    [Fact]
    public void RaidProgress() => Fuzz.Text(["12345 / 67890", "none", "1/3"], text => Assert.InRange(RaidArray.Done(text) ?? 0, 0, 1));

    private void Collect(string good, KernelFile parse) => Fuzz.Text([good], text =>
    {
        _samples.Clear();
        parse(text, _samples);
    });

    private delegate void KernelFile(ReadOnlySpan<char> text, SampleSet samples);
}
