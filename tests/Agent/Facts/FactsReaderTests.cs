using Dcmon.Agent.Facts;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Facts;

public sealed class FactsReaderTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Read_AMachine_ReadsAll()
    {
        _root.Write("proc/sys/kernel/hostname", "gpu-7\n");
        _root.Write("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
        _root.Write("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 7742: 64-Core\n\nprocessor\t: 1\nmodel name\t: other\n");
        _root.Write("proc/meminfo", "MemTotal:       1024 kB\n");
        _root.Write("etc/machine-id", "3d1219c7c4c5404aaa1f6d2a48adfda4\n");
        _root.Write("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        _root.Write("sys/class/dmi/id/board_vendor", "Supermicro\n");
        _root.Write("sys/class/dmi/id/board_name", "H12DSG-O-CPU\n");
        _root.Write("sys/class/dmi/id/sys_vendor", "Supermicro\n");
        _root.Write("sys/class/dmi/id/product_name", "AS -4124GO-NART+\n");
        _root.Write("sys/class/dmi/id/product_serial", "S462181X2105\n");
        _root.Write("sys/class/dmi/id/bios_version", "2.4\n");
        _root.Write("proc/sys/kernel/random/boot_id", "9a1bba25-ae5c-4b8e-9d2c-4fd4f3fa0b80\n");
        _root.Write("proc/stat", "cpu  1 2 3\nintr 5 6\nbtime 1700000000\nprocesses 7\n");
        _root.Write("sys/block/nvme1n1/device/model", "SAMSUNG MZQL23T8HCLS-00A07              \n");
        _root.Write("sys/block/nvme1n1/size", "7501476528\n");
        _root.Write("sys/block/nvme1n1/queue/rotational", "0\n");
        _root.Write("sys/block/cciss!c0d0/device/type", "0\n");
        _root.Write("sys/block/loop0/size", "1\n");
        _root.Write("sys/block/sr0/device/model", "DVD\n");
        Assert.Equivalent(
            new MachineFacts(
                "gpu-7", "3d1219c7c4c5404aaa1f6d2a48adfda4", "Debian GNU/Linux 12 (bookworm)", "6.1.0-18-amd64",
                System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64 ? "x86_64" : "aarch64",
                "AMD EPYC 7742: 64-Core", 2, 1 << 20, "Supermicro", "H12DSG-O-CPU",
                [
                    new DriveFacts("cciss/c0d0", null, null, null),
                    new DriveFacts("nvme1n1", "SAMSUNG MZQL23T8HCLS-00A07", 7501476528 * 512, false),
                ],
                AgentVersion.WithBuild)
            {
                BootId = "9a1bba25-ae5c-4b8e-9d2c-4fd4f3fa0b80",
                BootTime = 1_700_000_000_000,
                SystemVendor = "Supermicro",
                SystemModel = "AS -4124GO-NART+",
                SystemSerial = "S462181X2105",
                BiosVersion = "2.4",
            },
            Read(), strict: true);
    }

    [Fact]
    public void Read_NothingThere_StillNamesTheMachine()
    {
        var facts = Read();
        Assert.Equal("unnamed", facts.HostName);
        Assert.Null(facts.CpuModel);
        Assert.Null(facts.BootTime);
        Assert.Null(facts.SystemSerial);
        Assert.Empty(facts.Drives!);
    }

    [Fact]
    public void Read_HugeTexts_StayWithinTheProtocol()
    {
        _root.Write("proc/sys/kernel/hostname", new string('h', 100_000));
        _root.Write("etc/os-release", "PRETTY_NAME=" + new string('o', 100_000));
        Assert.Equal(WireLimits.MaxFactLength, Read().HostName.Length);
        Assert.Equal(WireLimits.MaxFactLength, Read().OperatingSystem!.Length);
    }

    [Fact]
    public void Read_ThisMachine_NamesIt()
    {
        var facts = new FactsReader(new Roots()).Read();
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/hostname").Trim(), facts.HostName);
        Assert.Equal(Environment.ProcessorCount, facts.CpuCores);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), facts.BootId);
        Assert.InRange(facts.BootTime!.Value, 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("")]
    [InlineData("btime")]
    [InlineData("btime x\n")]
    [InlineData("btime -1\n")]
    [InlineData("nbtime 1700000000\n")]
    [InlineData("btime 99999999999999999999\n")]
    public void BootTime_NotThereOrNoTime_IsUnknown(string stat) => Assert.Null(BootInfo.ParseTime(stat));

    private MachineFacts Read() => new FactsReader(new Roots(
        Path.Combine(_root.Path, "proc"), Path.Combine(_root.Path, "sys"), Path.Combine(_root.Path, "etc"))).Read();
}
