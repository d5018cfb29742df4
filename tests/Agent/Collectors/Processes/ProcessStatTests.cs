using System.Text;
using Dcmon.Agent.Collectors.Processes;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Processes;

public class ProcessStatTests
{
    private const string Rest = " S 1 4242 4242 0 -1 4194560 15371 21 0 0 61 39 7 8 20 0 4 0 3421 171307008 5120 18446744073709551615 1 1 0 0 0 0";

    [Theory]
    [InlineData("sshd")]
    [InlineData("a) R 1 (b")]
    [InlineData("(sd-pam)")]
    [InlineData("kworker/u8:2-events_unbound")]
    [InlineData("tmux: server")]
    [InlineData("\n) Z ")]
    [InlineData("")]
    public void TryParse_AnyName_FindsTheFields(string name)
    {
        Assert.True(Parse($"4242 ({name}){Rest}\n", out var stat));
        Assert.Equal(new ProcessStat(4242, 3421, 'S', 100, 5120), stat);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4242 (sshd")]
    [InlineData("4242 (sshd) ")]
    [InlineData("4242 (sshd) S 1 2 3")]
    [InlineData("4242 (sshd) S 1 4242 4242 0 -1 4194560 15371 21 0 0 61 39 7 8 20 0 4 0 3421 171307008")]
    [InlineData("4242 (sshd) S 1 4242 4242 0 -1 4194560 15371 21 0 0 -61 39 7 8 20 0 4 0 3421 171307008 5120")]
    [InlineData("4242 (sshd) S 1 4242 4242 0 -1 4194560 15371 21 0 0 x 39 7 8 20 0 4 0 3421 171307008 5120")]
    public void TryParse_AnythingElse_IsNone(string text) => Assert.False(Parse(text, out _));

    [Fact]
    public void BrokenForms_ThrowNothingAndGiveNoNegativeFigures()
    {
        byte[][] good = [Encoding.UTF8.GetBytes($"4242 (sshd){Rest}\n"), File.ReadAllBytes("/proc/self/stat")];
        Fuzz.Bytes(good, text =>
        {
            if (ProcessStat.TryParse(1, text, out var stat)) Assert.True(stat is { StartTicks: >= 0, MemoryPages: >= 0 });
        });
    }

    [Fact]
    public void Status_OfThisProcess_IsItsOwn()
    {
        Assert.True(ProcessStatus.TryParse(File.ReadAllBytes("/proc/self/status"), out var status));
        Assert.Equal(File.ReadAllText("/proc/self/comm").TrimEnd(), status.Name);
    }

    [Fact]
    public void Status_EffectiveUser_Counts()
    {
        Assert.True(ProcessStatus.TryParse("Name:\tping\nUmask:\t0022\nUid:\t1000\t4294967294\t0\t0\nGid:\t5\t5\t5\t5\n"u8, out var status));
        Assert.Equal(new ProcessStatus("ping", 4294967294), status);
    }

    [Fact]
    public void Status_BrokenForms_ThrowNothing()
    {
        Fuzz.Bytes([File.ReadAllBytes("/proc/self/status")], text =>
        {
            if (ProcessStatus.TryParse(text, out var status)) Assert.DoesNotContain(status.Name, char.IsControl);
        });
    }

    [Theory]
    [InlineData("0::/system.slice/docker-{0}.scope\n")]
    [InlineData("12:memory:/docker/{0}\n1:name=systemd:/docker/{0}\n")]
    [InlineData("0::/machine.slice/libpod-{0}.scope/container\n")]
    [InlineData("0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b2c3d_1111.slice/cri-containerd-{0}.scope")]
    [InlineData("0::/docker/{0}/docker/ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\n")]
    public void Container_OfAnyEngine_IsFound(string cgroup)
    {
        const string id = "4f1c2b7d9e3a5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8";
        Assert.Equal(id, ContainerId.Parse(Encoding.UTF8.GetBytes(string.Format(null, cgroup, id))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0::/init.scope\n")]
    [InlineData("0::/system.slice/run-0123456789abcdef0123456789abcdef.scope\n")]
    [InlineData("0::/x/00000000000000000000000000000000000000000000000000000000000000000\n")]
    public void Container_None_IsNull(string cgroup) => Assert.Null(ContainerId.Parse(Encoding.UTF8.GetBytes(cgroup)));

    private static bool Parse(string text, out ProcessStat stat) => ProcessStat.TryParse(4242, Encoding.UTF8.GetBytes(text), out stat);
}
