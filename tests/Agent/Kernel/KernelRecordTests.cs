using Dcmon.Agent.Kernel;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Kernel;

public sealed class KernelRecordTests
{
    [Fact]
    public void TryParse_ARecord()
    {
        Assert.True(KernelRecord.TryParse("30,402,2200628206,-,caller=T1;systemd[1]: a; b\n SUBSYSTEM=x\n DEVICE=y\n", out var record));
        Assert.Equal((6, 3, 402L), (record.Priority, record.Facility, record.Sequence));
        Assert.Equal(TimeSpan.FromSeconds(2200.628206), record.Uptime);
        Assert.Equal("systemd[1]: a; b", record.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text without a head")]
    [InlineData("6,402;text")]
    [InlineData("6,x,1,-;text")]
    [InlineData("6,1,99999999999999999999,-;text")]
    [InlineData("6,1,9223372036854775807,-;text")]
    public void TryParse_OtherText_IsNone(string text) => Assert.False(KernelRecord.TryParse(text, out _));

    [Fact]
    public void TryParse_DamagedRecords_NeverThrow()
    {
        string[] records = ["6,402,2200628206,-;EXT4-fs (loop0): unmounting.\n SUBSYSTEM=block\n", "3,9,1,c,caller=C1;NVRM: Xid (PCI:0000:01:00): 8"];
        var some = 0;
        Fuzz.Text(records, text =>
        {
            if (!KernelRecord.TryParse(text, out var record)) return;
            some++;
            Assert.InRange(record.Priority, 0, 7);
            Assert.InRange(DateTimeOffset.UnixEpoch + record.Uptime, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        });
        Assert.InRange(some, 1_000, 9_999);
    }

    [Fact]
    public void CursorAndBootTime_BrokenForms_NeverThrow() => Fuzz.Text(["abc 41\n", "cpu 1 2\nbtime 1700000000\nprocesses 5\n"], text =>
    {
        Assert.InRange(KernelCursor.Parse(text, "abc"), -1, long.MaxValue);
        Assert.InRange(BootInfo.ParseTime(text)?.ToUnixTimeSeconds() ?? 0, 0, uint.MaxValue);
    });

    [Theory]
    [InlineData("cpu 1 2\nbtime 1700000000\nprocesses 5\n", 1700000000L)]
    [InlineData("btime many\n", null)]
    [InlineData("", null)]
    public void BootTime_IsReadFromStat(string stat, long? seconds) =>
        Assert.Equal(seconds, BootInfo.ParseTime(stat)?.ToUnixTimeSeconds());

    [Theory]
    [InlineData("abc 41\n", 41)]
    [InlineData("other 41\n", -1)]
    [InlineData("abc", -1)]
    [InlineData("abc many", -1)]
    [InlineData(null, -1)]
    public void Cursor_OfAnotherStart_IsNone(string? text, long expected) => Assert.Equal(expected, KernelCursor.Parse(text, "abc"));
}
