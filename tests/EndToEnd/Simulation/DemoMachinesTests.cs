using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Reports;
using Dcmon.Wire;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Simulation;

/// <summary>The machines of <c>scripts/run --demo</c>.</summary>
public sealed class DemoMachinesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, MachineFleet.Demo.KindCount)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Report_MadeAgainByAnotherProcess_IsTheSame(int number)
    {
        var (one, other) = (Of(number), Of(number));
        // One has reported another past before.
        one.At(Start - TimeSpan.FromHours(3), Start - TimeSpan.FromHours(4), ReportDetail.Main);
        for (var minute = 0; minute < 60; minute += 20)
        {
            var (first, schema) = one.At(Start.AddMinutes(minute), Start.AddMinutes(minute - 20), ReportDetail.All);
            var (second, _) = other.At(Start.AddMinutes(minute), Start.AddMinutes(minute - 20), ReportDetail.All);
            Assert.Equal((first.Sequence, first.Schema), (second.Sequence, second.Schema));
            Assert.Equal(Values(first, schema), Values(second, schema));
            Assert.Equal(first.Extras.ToArray(), second.Extras.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Counters_OverADay_ShrinkOnlyWhereTheMachineWasRestarted(int number)
    {
        var (machine, reports, before) =
            (MachineFleet.Demo.Machine(number), Of(number), new Dictionary<Series, (double Time, double Value)>());
        for (var at = Start; at < Start.AddDays(1); at = at.AddMinutes(7))
        {
            var (report, schema) = reports.At(at, at.AddMinutes(-7), ReportDetail.All);
            var (values, time) = (Values(report, schema), at.ToUnixTimeMilliseconds() / 1_000.0);
            for (var i = 0; i < values.Length; i++)
            {
                var series = schema.Series[i];
                if (series.Kind != MetricKind.Counter) continue;
                if (before.TryGetValue(series, out var last) && values[i] < last.Value)
                    // A card's own counts end with the fault that made them, as with a reset.
                    Assert.True(
                        machine.BootAt(time) > last.Time || series.Metric.StartsWith("gpu_ecc", StringComparison.Ordinal) || series.Metric is "gpu_xid_errors_total" or "container_restarts_total",
                        $"{series} of {machine.HostName} shrinks from {last.Value} to {values[i]} at {at}");
                before[series] = (time, values[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Reports_KeepTheProtocolsLimits(int number)
    {
        var (report, schema) = Of(number).At(Start, Start.AddDays(-1), ReportDetail.Live);
        Assert.InRange(schema.Series.Count, 150, WireLimits.MaxSeriesPerSchema);
        Assert.Equal(schema.Hash, Schema.Read(schema.Encoded.Span).Hash);
        Assert.NotEmpty(ExtrasFormat.Read(report.Extras.Span).Processes!.Processes);
        Assert.All(Values(report, schema), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [InlineData(nameof(Fault.MemoryErrors), EventKinds.GpuXid)]
    [InlineData(nameof(Fault.LostGpu), EventKinds.GpuXid, EventKinds.GpuLost, EventKinds.GpuFound)]
    [InlineData(nameof(Fault.DeadSupply), EventKinds.PsuState, EventKinds.IpmiSel)]
    [InlineData(nameof(Fault.DyingFan), EventKinds.IpmiSel)]
    [InlineData(nameof(Fault.BadSectors), EventKinds.DiskHealth)]
    [InlineData(nameof(Fault.MemoryLeak), EventKinds.ContainerOom, EventKinds.ContainerExit)]
    [InlineData(nameof(Fault.Restarts), EventKinds.HostBoot, EventKinds.AgentStart, EventKinds.UnitFailed)]
    public void Fault_WithinTwoDays_IsReportedOnceEach(string fault, params string[] kinds)
    {
        var reports = Of(Enumerable.Range(0, MachineFleet.Demo.KindCount).First(number => $"{MachineFleet.Demo.Machine(number).Faults.Fault}" == fault));
        var events = new List<MachineEvent>();
        for (var at = Start; at < Start.AddDays(2); at = at.AddMinutes(5))
            if (reports.At(at, at.AddMinutes(-5), ReportDetail.Main).Report.Extras is { Length: > 0 } extras)
                events.AddRange(ExtrasFormat.Read(extras.Span).Events);
        Assert.Subset(events.Select(each => each.Kind).ToHashSet(), kinds.ToHashSet());
        Assert.Equal(events.Count, events.DistinctBy(each => (each.Kind, each.Key)).Count());
    }

    [Fact]
    public void FleetOf50_AtAnyHour_HasFaultsAndIsMostlyWell()
    {
        var machines = Enumerable.Range(0, 50).Select(number => MachineFleet.Demo.Machine(number)).ToArray();
        for (var hour = 0; hour < 48; hour++)
        {
            var time = Start.AddHours(hour).ToUnixTimeSeconds();
            var ill = machines.Count(each => each.Faults.Fault is not (Fault.None or Fault.Restarts)
                && each.Faults.Age(each.Faults.Fault, time) is not null);
            Assert.InRange(ill, 5, 25);
            Assert.InRange(machines.Count(each => each.IsSilent(time)), 0, 6);
        }
    }

    private static SimulatedReports Of(int number) => new(MachineFleet.Demo.Machine(number));

    private static double[] Values(Report report, Schema schema)
    {
        var values = new double[schema.Series.Count];
        ValuePacking.Unpack(report.Values.Span, values);
        return values;
    }
}
