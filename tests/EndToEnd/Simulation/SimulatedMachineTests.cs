using Dcmon.Load.Machines;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;

namespace Dcmon.EndToEnd.Simulation;

/// <summary>Simulated machines must be believable, or what is measured with them is not.</summary>
public sealed class SimulatedMachineTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(3_600)]
    public void Counters_FromReportToReport_NeverGoBack(int seconds)
    {
        foreach (var machine in Machines(12))
        {
            var before = ValuesAt(machine, Start);
            for (var i = 1; i <= 200; i++)
            {
                var now = ValuesAt(machine, Start.AddSeconds(i * seconds));
                for (var series = 0; series < now.Length; series++)
                    if (machine.Schema.Series[series].Kind == MetricKind.Counter)
                        Assert.True(now[series] >= before[series], $"{machine.Schema.Series[series]} fell from {before[series]} to {now[series]}.");
                before = now;
            }
        }
    }

    [Fact]
    public void CpuModes_OfAllCores_AddUpToTheTimePassed()
    {
        foreach (var machine in Machines(8))
        {
            var growth = Cpu(machine, Start.AddMinutes(10)) - Cpu(machine, Start);
            Assert.Equal(600.0 * machine.Facts.CpuCores!.Value, growth, 0.05 * machine.Facts.CpuCores.Value);
        }
    }

    [Fact]
    public void Values_OfAnyInstant_AreFiniteAndNotNegative()
    {
        foreach (var machine in Machines(20))
            Assert.All(ValuesAt(machine, Start.AddHours(machine.Schema.Series.Count)), value => Assert.InRange(value, 0, double.MaxValue));
    }

    [Fact]
    public void Machine_MadeAgain_GoesOnAsTheSame()
    {
        var (one, again, other) = (new SimulatedMachine(7, ""), new SimulatedMachine(7, ""), new SimulatedMachine(8, ""));
        Assert.Equal(ValuesAt(one, Start), ValuesAt(again, Start));
        Assert.Equal(one.Facts.HostName, again.Facts.HostName);
        Assert.NotEqual(one.Facts.HostName, other.Facts.HostName);
    }

    private static IEnumerable<SimulatedMachine> Machines(int count) => Enumerable.Range(0, count).Select(number => new SimulatedMachine(number, ""));

    private static double[] ValuesAt(SimulatedMachine machine, DateTimeOffset time)
    {
        var values = new double[machine.Schema.Series.Count];
        ValuePacking.Unpack(machine.ReportAt(1, time).Values.Span, values);
        return values;
    }

    private static double Cpu(SimulatedMachine machine, DateTimeOffset time) =>
        ValuesAt(machine, time).Where((_, i) => machine.Schema.Series[i].Metric == "cpu_seconds_total").Sum();
}
