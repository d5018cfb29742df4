using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Load.Machines;

/// <summary>
/// A machine that does not exist: its figures are a function of its number and the time, so that it goes on unharmed when a simulation
/// is started again. Used by one agent alone.
/// </summary>
public sealed class SimulatedMachine
{
    /// <summary>A gauge with the report's own sequence number, by which a test finds each report again in the history.</summary>
    public const string SequenceMetric = "load_sequence";

    private readonly MachineCharacter _character;
    private readonly SeriesPlan _plan = new();
    private readonly WireWriter _packed = new();
    private readonly double[] _values;

    /// <summary>Makes the machine.</summary>
    /// <param name="number">Decides on everything but the prefix of its name.</param>
    /// <param name="prefix">In front of its host name.</param>
    public SimulatedMachine(int number, string prefix)
    {
        var random = new Random(number);
        _character = MachineCharacter.Of(number, prefix, random);
        SystemSeries.Add(_plan, _character, random);
        DeviceSeries.Add(_plan, _character, random);
        SensorSeries.Add(_plan, _character, random);
        _values = new double[_plan.Series.Count + 1];
        Schema = Schema.Of([.. _plan.Series, new Series(SequenceMetric, MetricKind.Gauge, "")]);
        Facts = FactsOf(_character, random);
    }

    /// <summary>Its series.</summary>
    public Schema Schema { get; }

    /// <summary>What it is.</summary>
    public MachineFacts Facts { get; }

    /// <summary>Its figures at an instant.</summary>
    /// <param name="sequence">The report's number.</param>
    /// <param name="time">The instant.</param>
    public Report ReportAt(long sequence, DateTimeOffset time)
    {
        _plan.Fill((time - _character.Started).TotalSeconds, _values);
        _values[^1] = sequence;
        _packed.Clear();
        ValuePacking.Pack(_values, _packed);
        return new Report(sequence, time.ToUnixTimeMilliseconds(), Schema.Hash, _packed.Written.ToArray());
    }

    /// <summary>An event and a process table for a report: the event's key is the report's number, the only process' pid its last digits.</summary>
    public static Report WithExtras(Report report)
    {
        var key = $"{report.Sequence}";
        var happened = new MachineEvent(report.Time, EventKinds.CheckState, (EventSeverity)(report.Sequence % 4), $"Report {key}") { Key = key };
        var encoded = new WireWriter();
        ExtrasFormat.Write(new ReportExtras([happened], new ProcessTable([new ProcessEntry((int)(report.Sequence % 10_000), "simulated")])), encoded);
        return report with { Extras = encoded.Written.ToArray() };
    }

    private static MachineFacts FactsOf(MachineCharacter machine, Random random) => new(
        machine.HostName,
        $"{random.NextInt64():x16}{random.NextInt64():x16}",
        "Debian GNU/Linux 12 (bookworm)",
        "6.1.0-32-amd64",
        "x86_64",
        machine.Gpus > 0 ? "INTEL(R) XEON(R) PLATINUM 8558" : "AMD EPYC 9354 32-Core Processor",
        machine.Cores,
        machine.MemoryBytes,
        "Supermicro",
        "X13DEG-OAD",
        [.. Enumerable.Range(0, machine.Disks).Select(drive =>
            new DriveFacts(DeviceSeries.DriveName(drive), "SAMSUNG MZQL23T8HCLS-00A07", DeviceSeries.DriveBytes, false))],
        "simulated");
}
