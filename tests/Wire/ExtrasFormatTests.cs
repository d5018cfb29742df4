using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class ExtrasFormatTests
{
    private static readonly ReportExtras Full = new(
        [
            new(1_700_000_000_123, EventKinds.GpuXid, EventSeverity.Critical, "Xid 79: the GPU has fallen off the bus — <b>ü</b>")
            {
                Key = "boot:17", Subject = [new("gpu", "0"), new("uuid", "GPU-1")], Details = [new("xid", "79")],
            },
            new(0, "a", EventSeverity.Info, ""),
        ],
        new([
            new(1234, "python3")
            {
                User = "root", Container = "C.12", Command = "python3 train.py", StartTime = 1_700_000_000_000, Cpu = 3.5,
                MemoryBytes = 1L << 40, GpuMemoryBytes = 80L << 30,
            },
            new(0, ""),
            new(int.MaxValue, "kworker/0:1") { Cpu = 0, User = "" },
        ]));

    [Fact]
    public void Read_Written_GivesTheSame() => Assert.Equivalent(Full, ExtrasFormat.Read(Write(Full)), strict: true);

    [Fact]
    public void Read_Nothing_IsNoTable()
    {
        var read = ExtrasFormat.Read(Write(new ReportExtras([], null)));
        Assert.Empty(read.Events);
        Assert.Null(read.Processes);
        Assert.Empty(ExtrasFormat.Read(Write(new ReportExtras([], new ProcessTable([])))).Processes?.Processes ?? [new(1, "")]);
    }

    [Fact]
    public void SizeOf_EventsAndTable_IsWhatTheyTake() => Assert.InRange(
        Write(Full).Length, 1, Full.Events.Sum(ExtrasFormat.SizeOf) + ExtrasFormat.SizeOf(Full.Processes!) + ExtrasFormat.Overhead);

    [Fact]
    public void Read_CutAtEachByte_ThrowsNothingElse()
    {
        var whole = Write(Full);
        for (var length = 0; length < whole.Length; length++)
            Reading.Succeeds(() => ExtrasFormat.Read(whole.AsSpan(0, length)));
    }

    [Fact]
    public void Read_EachByteChanged_ThrowsNothingElse()
    {
        var whole = Write(Full);
        for (var at = 0; at < whole.Length; at++)
            for (var flip = 1; flip < 256; flip++)
            {
                var changed = (byte[])whole.Clone();
                changed[at] ^= (byte)flip;
                Reading.Succeeds(() => ExtrasFormat.Read(changed));
            }
    }

    [Fact]
    public void Read_AnyBytes_ThrowsNothingElse() =>
        Prop.ForAll<byte[], byte>((bytes, type) =>
        {
            Reading.Succeeds(() => ExtrasFormat.Read(bytes));
            var length = (byte)(bytes.Length & 0x7f);
            Reading.Succeeds(() => ExtrasFormat.Read([1, (byte)(type % 4), length, .. bytes]));
            Reading.Succeeds(() => ExtrasFormat.Read([1, (byte)(1 + type % 2), (byte)(length + 1 & 0x7f), length, .. bytes]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Read_UnknownFramesAndFields_AreSkipped()
    {
        byte[] unknown = [.. Write(Full), 0x80, 0x01, 2, 7, 7];
        Assert.Equivalent(Full, ExtrasFormat.Read(unknown), strict: true);
        var one = Write(new ReportExtras([new(5, "a", EventSeverity.Info, "")], null));
        byte[] longer = [one[0], one[1], (byte)(one[2] + 1), (byte)(one[3] + 1), .. one[4..], 99];
        Assert.Equal(5, Assert.Single(ExtrasFormat.Read(longer).Events).Time);
    }

    [Fact]
    public void Read_BeyondTheLimits_IsRefused()
    {
        var good = new MachineEvent(1, "kind", EventSeverity.Info, "x");
        var label = new Label("l", "v");
        AssertRefused(good with { Message = new string('m', WireLimits.MaxEventMessageLength + 1) });
        AssertRefused(good with { Key = new string('k', WireLimits.MaxEventKeyLength + 1) });
        AssertRefused(good with { Key = "a\0b" });
        AssertRefused(good with { Subject = [.. Enumerable.Repeat(label, WireLimits.MaxLabels + 1)] });
        AssertRefused(good with { Details = [label with { Value = new string('v', WireLimits.MaxLabelValueLength + 1) }] });
        AssertRefused(good with { Details = [label with { Name = "no name" }] });
        AssertRefused(good with { Kind = new string('k', WireLimits.MaxEventKindLength + 1) });
        AssertRefused(good with { Kind = "Kind" });
        AssertRefused(good with { Kind = "" });
        AssertRefused(good with { Severity = (EventSeverity)4 });
        AssertRefused(good with { Time = -1 });
        AssertRefused(good with { Time = long.MaxValue });
        AssertRefused(new ReportExtras([.. Enumerable.Repeat(good, WireLimits.MaxEventsPerReport + 1)], null));
        AssertRefused(new ReportExtras([], new ProcessTable([.. Enumerable.Repeat(new ProcessEntry(1, ""), WireLimits.MaxProcesses + 1)])));
        AssertRefused(new ReportExtras([], new ProcessTable([new(1, new string('n', WireLimits.MaxProcessTextLength + 1))])));
        Assert.Throws<WireFormatException>(() => ExtrasFormat.Read(new byte[WireLimits.MaxExtrasBytes + 1]));
        Assert.Throws<WireFormatException>(() => ExtrasFormat.Read([2]));
    }

    private static void AssertRefused(MachineEvent each) => AssertRefused(new ReportExtras([each], null));

    private static void AssertRefused(ReportExtras extras) => Assert.Throws<WireFormatException>(() => ExtrasFormat.Read(Write(extras)));

    private static byte[] Write(ReportExtras extras)
    {
        var writer = new WireWriter();
        ExtrasFormat.Write(extras, writer);
        return writer.Written.ToArray();
    }
}
