using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Gpu.Xids;

public sealed class XidLineTests
{
    [Theory]
    [InlineData("NVRM: Xid (PCI:0000:3b:00): 79, pid=1234, name=python3, GPU has fallen off the bus.",
        "0000:3b:00.0", 79, 1234, "python3", "GPU has fallen off the bus")]
    [InlineData("NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.",
        "0000:3b:00.0", 79, null, null, "GPU has fallen off the bus")]
    [InlineData("NVRM: Xid (0000:01:00): 13, 0003 00000000 0000a097 00001b0c 00000000",
        "0000:01:00.0", 13, null, null, "0003 00000000 0000a097 00001b0c 00000000")]
    [InlineData("NVRM: Xid (PCI:0000:06:00 GPU-I:05): 43, pid=2611, name=train, Ch 00000008",
        "0000:06:00.0", 43, 2611, "train", "Ch 00000008")]
    [InlineData("NVRM: Xid (PCI:0000:C1:00): 154, GPU recovery action changed from 0x0 (None) to 0x1 (GPU Reset Required)",
        "0000:c1:00.0", 154, null, null, "GPU recovery action changed from 0x0 (None) to 0x1 (GPU Reset Required)")]
    [InlineData("NVRM: Xid (PCI:0008:01:00): 62", "0008:01:00.0", 62, null, null, "")]
    public void Parse_LinesOfDrivers(string line, string bus, int xid, int? pid, string? process, string text) =>
        Assert.Equal(new XidLine(bus, xid, pid, process, text), XidLine.Parse(line));

    [Theory]
    [InlineData("")]
    [InlineData("NVRM: loading NVIDIA UNIX x86_64 Kernel Module  550.54.15")]
    [InlineData("NVRM: Xid (PCI:0000:3b:00")]
    [InlineData("NVRM: Xid (PCI:0000:3b:00): ")]
    [InlineData("NVRM: Xid (PCI:0000:3b:00): many, pid=1")]
    [InlineData("NVRM: Xid (PCI:0000:3b:00): 99999999999, pid=1")]
    [InlineData("NVRM: Xid (): 79, pid=1")]
    public void Parse_OtherLines_AreNone(string line) => Assert.Null(XidLine.Parse(line));

    [Fact]
    public void ParseIdentity_IdentifiesTheCard()
    {
        Assert.Equal(
            ("0000:3b:00.0", "GPU-6e0b7f1c-0000-1111-2222-333344445555"),
            XidLine.ParseIdentity("NVRM: GPU at PCI:0000:3b:00: GPU-6e0b7f1c-0000-1111-2222-333344445555"));
        Assert.Null(XidLine.ParseIdentity("NVRM: GPU at PCI:0000:3b:00"));
        Assert.Null(XidLine.ParseIdentity("NVRM: GPU at PCI:0000:3b:00: something else"));
    }

    [Theory]
    [InlineData("00000000:3B:00.0", "0000:3b:00.0")]
    [InlineData("00000008:01:00.0", "0008:01:00.0")]
    [InlineData("PCI:0000:3b:00", "0000:3b:00.0")]
    [InlineData("10000:01:00.0", "10000:01:00.0")]
    [InlineData("nonsense", "nonsense")]
    public void PciAddress_IsSpelledAsTheKernelDoes(string text, string expected) => Assert.Equal(expected, PciAddress.Normalize(text));

    [Fact]
    public void Parse_DamagedLines_NeverThrow()
    {
        string[] lines =
        [
            "NVRM: Xid (PCI:0000:3b:00): 79, pid=1234, name=python3, GPU has fallen off the bus.",
            "NVRM: Xid (PCI:0000:06:00 GPU-I:05): 43, pid='<unknown>', name=<unknown>, Ch 00000008",
            "NVRM: GPU at PCI:0000:3b:00: GPU-6e0b7f1c-0000-1111-2222-333344445555",
        ];
        var some = 0;
        Fuzz.Text(lines, text =>
        {
            if (XidLine.Parse(text) is { } xid)
            {
                some++;
                Assert.InRange(xid.Xid, 0, 9999);
                Assert.NotEmpty(xid.BusId);
                _ = XidTable.Find(xid.Xid).With(xid.Text);
            }

            if (XidLine.ParseIdentity(text) is { } identity) Assert.StartsWith("GPU-", identity.Uuid, StringComparison.Ordinal);
        });

        Assert.InRange(some, 1_000, 9_999);
    }
}
