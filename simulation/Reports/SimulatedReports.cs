using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Parts;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Simulation.Reports;

/// <summary>Makes a machine's reports. Used by one agent alone.</summary>
public sealed class SimulatedReports
{
    /// <summary>Collectors of real agents whose figures other parts add.</summary>
    private static readonly string[] CollectorsWithoutPart =
        ["load", "pressure", "processes", "system", "updates", "clock", "agent"];

    private readonly SimulatedMachine _machine;
    private readonly Series? _sequence;
    private readonly GpusPart? _gpus;
    private readonly IPart[] _parts;
    private readonly string[] _collectors;
    private readonly SampleSet _samples = new();
    private readonly SampleSet _chosen = new();
    private readonly WireWriter _packed = new();
    private Series[] _series = [];
    private Schema _schema = Schema.Of([]);

    /// <summary>Makes the reports of a machine.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="sequenceMetric">Name of a gauge with each report's number; null: none.</param>
    public SimulatedReports(SimulatedMachine machine, string? sequenceMetric = null)
    {
        _machine = machine;
        _sequence = sequenceMetric is null ? null : new Series(sequenceMetric, MetricKind.Gauge, "");
        IEnumerable<IPart> parts = PartsOf(machine);
        if (machine.Kind.Collectors is { } chosen)
        {
            _parts = [.. parts.Where(each => chosen.Contains(each.Collector))];
            _collectors = [.. chosen];
        }
        else
        {
            _parts = [.. parts];
            _collectors = [.. _parts.Select(each => each.Collector).Concat(CollectorsWithoutPart).Distinct()];
            _parts = [.. _parts, new AgentPart(machine, _collectors)];
        }

        _gpus = _parts.OfType<GpusPart>().SingleOrDefault();
    }

    /// <summary>The facts as of an instant.</summary>
    public MachineFacts FactsAt(DateTimeOffset time) =>
        SimulatedFacts.At(_machine, _gpus?.Cards ?? [], _collectors, Seconds(time));

    /// <summary>The report of an instant.</summary>
    /// <param name="time">Its time.</param>
    /// <param name="since">Time of the report before: events after it go with this one.</param>
    /// <param name="detail">What it contains.</param>
    /// <param name="sequence">Its number; its time in Unix milliseconds if left out, so that one made again is the same
    /// report.</param>
    public (Report Report, Schema Schema) At(
        DateTimeOffset time, DateTimeOffset since, ReportDetail detail, long? sequence = null)
    {
        var now = _machine.StateAt(Seconds(time));
        var milliseconds = time.ToUnixTimeMilliseconds();
        var number = sequence ?? milliseconds;
        _samples.Clear();
        foreach (var part in _parts) part.Add(now, _samples);
        if (_sequence is not null) _samples.Add(_sequence, number);
        var samples = detail == ReportDetail.Main ? Main(_samples) : _samples;
        var schema = SchemaOf(samples);
        _packed.Clear();
        ValuePacking.Pack(samples.Values, _packed);
        return (new Report(number, milliseconds, schema.Hash, _packed.Written.ToArray(), ExtrasOf(now, Seconds(since), detail)), schema);
    }

    private static List<IPart> PartsOf(SimulatedMachine machine)
    {
        var drives = DriveModel.Of(machine);
        List<IPart> parts = [new CpuPart(machine), new SystemPart(machine)];
        parts.AddRange(drives.Select((drive, i) => new DrivePart(drive, machine.Seed + 200 + 3 * i)));
        parts.AddRange([.. FilesystemPart.Of(machine), new NetworkPart(machine)]);
        if (machine.Kind.Gpus > 0) parts.Add(new GpusPart(machine));
        parts.AddRange([new IpmiPart(machine), new PsuPart(machine)]);
        parts.AddRange(drives.Select((drive, i) => new SmartPart(machine, drive, i)));
        if (machine.Kind.Gpus > 0) parts.Add(new ContainersPart(machine));
        parts.Add(new ServicesPart(machine));
        if (machine.Kind.IsForRent) parts.Add(new VastPart(machine));
        return parts;
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1_000.0;

    /// <summary>The machine's main figures alone.</summary>
    private SampleSet Main(SampleSet samples)
    {
        _chosen.Clear();
        for (var i = 0; i < samples.Count; i++)
            if (MainMetrics.Has(samples.Series[i].Metric))
                _chosen.Add(samples.Series[i], samples.Values[i]);
        return _chosen;
    }

    private Schema SchemaOf(SampleSet samples)
    {
        if (!samples.Series.SequenceEqual(_series, ReferenceEqualityComparer.Instance))
            _schema = Schema.Of(_series = samples.Series.ToArray());
        return _schema;
    }

    private ReadOnlyMemory<byte> ExtrasOf(MachineState now, double since, ReportDetail detail)
    {
        if (detail == ReportDetail.FiguresOnly) return default;
        var events = _parts.SelectMany(part => part.Events(since, now.Time)).OrderBy(each => each.Time).ToArray();
        var table = detail == ReportDetail.Live || (detail == ReportDetail.All && now.Time % 600 == 0)
            ? Processes.At(_machine, now)
            : null;
        if (events.Length == 0 && table is null) return default;
        var encoded = new WireWriter();
        ExtrasFormat.Write(
            new ReportExtras([.. events.Select(ExtrasLimits.Fit)], table is null ? null : ExtrasLimits.Fit(table)),
            encoded);
        return encoded.Written.ToArray();
    }
}
