using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public class ExtrasScreeningTests
{
    private const long Now = 1_700_000_000_000;
    private static readonly Schema Schema = Schema.Of([Reports.Gauge("temperature")]);

    [Fact]
    public void Read_NoExtras_CostsNoList() => Assert.Empty(ExtrasScreening.Read([Report(1), Report(2)], new ReportStatus?[2], Now));

    [Fact]
    public void Read_OneMalformed_RefusesItsReportAlone()
    {
        var objections = new ReportStatus?[4];
        var read = ExtrasScreening.Read(
            [Report(1, Event("a")), Report(2) with { Extras = new byte[] { 9 } }, Report(3), Report(4, Event("b"))], objections, Now);
        Assert.Equal([null, ReportOutcome.Refused, null, null], objections.Select(each => each?.Outcome));
        Assert.Contains("Version 9", objections[1]!.Reason);
        // In the order of what is accepted.
        Assert.Equal(["a", null, "b"], read.Select(each => each?.Events[0].Message));
    }

    [Fact]
    public void Read_ReportRefusedBefore_IsLeftOut()
    {
        var refused = new ReportStatus(1, ReportOutcome.Refused, "bad");
        ReportStatus?[] objections = [refused, null];
        Assert.Equal("b", Assert.Single(ExtrasScreening.Read([Report(1, Event("a")), Report(2, Event("b"))], objections, Now))!.Events[0].Message);
        Assert.Equal([true, false], objections.Select(each => each == refused));
    }

    [Fact]
    public void Read_EventsWithoutKeys_GetTheSameOnesEachTime()
    {
        var report = Report(47, Event("a"), Event("b") with { Key = "own" }, Event("c"));
        for (var i = 0; i < 2; i++)
            Assert.Equal(["47/0", "own", "47/2"], ExtrasScreening.Read([report], new ReportStatus?[1], Now)[0]!.Events.Select(each => each.Key));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(300_000, 300_000)]
    [InlineData(300_001, -1000)]
    [InlineData(1L << 45, -1000)]
    public void Read_EventFromTheFuture_GetsTheReportsTime(long ahead, long expected) => Assert.Equal(
        Now + expected,
        ExtrasScreening.Read([Report(1, Event("a") with { Time = Now + ahead })], new ReportStatus?[1], Now)[0]!.Events[0].Time);

    [Fact]
    public void Read_ProcessTable_IsKept()
    {
        var extras = new ReportExtras([], new ProcessTable([new(7, "p")]));
        var read = ExtrasScreening.Read([Report(1) with { Extras = extras.Encoded() }], new ReportStatus?[1], Now);
        Assert.Equal(7, read[0]!.Processes!.Processes[0].Pid);
    }

    private static MachineEvent Event(string message) => new(Now - 5, "kind", EventSeverity.Info, message);

    private static Report Report(long sequence, params MachineEvent[] events) =>
        Schema.Report(sequence, Now - 1000, 1) with { Extras = events.Length == 0 ? default : new ReportExtras(events, null).Encoded() };
}
