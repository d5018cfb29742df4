using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Reports;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Simulation;

/// <summary>The machines of load tests must be believable, or what is measured with them is not.</summary>
public sealed class LoadMachinesTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(3_600)]
    public void Counters_FromReportToReport_GoBackOnlyWhereTheMachineWasRestarted(int seconds)
    {
        foreach (var machine in Machines(12))
        {
            var (reports, boot) = (new SimulatedReports(machine), BootAt(machine, Start));
            var (schema, before) = At(reports, Start);
            for (var i = 1; i <= 200; i++)
            {
                var time = Start.AddSeconds(i * seconds);
                var (_, now) = At(reports, time);
                var isRestarted = BootAt(machine, time) != boot;
                for (var series = 0; series < now.Length; series++)
                    if (schema.Series[series].Kind == MetricKind.Counter && !isRestarted)
                        Assert.True(now[series] >= before[series], $"{schema.Series[series]} fell from {before[series]} to {now[series]}.");
                (before, boot) = (now, BootAt(machine, time));
            }
        }
    }

    [Fact]
    public void CpuModes_OfAllCores_AddUpToTheTimePassed()
    {
        foreach (var machine in Machines(8))
        {
            var reports = new SimulatedReports(machine);
            var growth = Cpu(reports, Start.AddMinutes(10)) - Cpu(reports, Start);
            Assert.Equal(600.0 * machine.Kind.Cores, growth, 0.05 * machine.Kind.Cores);
        }
    }

    [Fact]
    public void Values_OfAnyInstant_AreFiniteAndNotNegative()
    {
        foreach (var machine in Machines(20))
        {
            var (_, values) = At(new SimulatedReports(machine), Start.AddHours(17 * machine.Number));
            Assert.All(values, value => Assert.InRange(value, 0, double.MaxValue));
        }
    }

    [Fact]
    public void Machine_MadeAgain_GoesOnAsTheSame()
    {
        var (one, again, other) = (MachineFleet.Load.Machine(7), MachineFleet.Load.Machine(7), MachineFleet.Load.Machine(8));
        Assert.Equal(At(new SimulatedReports(one), Start).Values, At(new SimulatedReports(again), Start).Values);
        Assert.Equal(one.HostName, again.HostName);
        Assert.NotEqual(one.HostName, other.HostName);
    }

    /// <summary>The number of series decides what thousands of machines cost, and must stay comparable with earlier figures.</summary>
    [Fact]
    public void Fleet_HasAbout190SeriesAMachine_ThatStayTheSame()
    {
        var counts = new List<int>();
        foreach (var machine in Machines(40))
        {
            var reports = new SimulatedReports(machine);
            var (schema, _) = At(reports, Start);
            counts.Add(schema.Series.Count);
            for (var hour = 1; hour < 48; hour++) Assert.Equal(schema.Hash, At(reports, Start.AddHours(hour)).Schema.Hash);
        }

        Assert.InRange(counts.Average(), 180, 200);
    }

    private static IEnumerable<SimulatedMachine> Machines(int count) =>
        Enumerable.Range(0, count).Select(number => MachineFleet.Load.Machine(number));

    private static double BootAt(SimulatedMachine machine, DateTimeOffset time) => machine.BootAt(time.ToUnixTimeMilliseconds() / 1_000.0);

    private static (Schema Schema, double[] Values) At(SimulatedReports reports, DateTimeOffset time)
    {
        var (report, schema) = reports.At(time, time, ReportDetail.FiguresOnly);
        var values = new double[schema.Series.Count];
        ValuePacking.Unpack(report.Values.Span, values);
        return (schema, values);
    }

    private static double Cpu(SimulatedReports reports, DateTimeOffset time)
    {
        var (schema, values) = At(reports, time);
        return values.Where((_, i) => schema.Series[i].Metric == "cpu_seconds_total").Sum();
    }
}
