using Dcmon.Agent.Collecting;
using Dcmon.Demo.Machines;
using Dcmon.Demo.Parts;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Demo.Reports;

/// <summary>Makes a machine's reports. Their numbers are their times, so that one that is made again is the same one. Used by one agent alone.</summary>
internal sealed class SimulatedReports
{
    private readonly MachineModel _machine;
    private readonly GpusPart? _gpus;
    private readonly IPart[] _parts;
    private readonly string[] _collectors;
    private readonly SampleSet _samples = new();
    private readonly SampleSet _chosen = new();
    private readonly WireWriter _packed = new();
    private Series[] _series = [];
    private Schema _schema = Schema.Of([]);

    /// <summary>Makes them for a machine.</summary>
    public SimulatedReports(MachineModel machine)
    {
        _machine = machine;
        _gpus = machine.Kind.Gpus > 0 ? new GpusPart(machine) : null;
        var drives = DriveModel.Of(machine);
        List<IPart> parts = [new CpuPart(machine), new SystemPart(machine), .. drives.Select((drive, i) => new DrivePart(drive, machine.Seed + 200 + 3 * i))];
        parts.AddRange([.. FilesystemPart.Of(machine), new NetworkPart(machine)]);
        if (_gpus is not null) parts.Add(_gpus);
        parts.AddRange([new IpmiPart(machine), new PsuPart(machine), .. drives.Select((drive, i) => new SmartPart(machine, drive, i))]);
        if (_gpus is not null) parts.Add(new ContainersPart(machine));
        parts.Add(new ServicesPart(machine));
        if (machine.Kind.IsForRent) parts.Add(new VastPart(machine));
        _collectors = [.. parts.Select(each => each.Collector).Concat(["load", "pressure", "processes", "system", "updates", "clock", "agent"]).Distinct()];
        _parts = [.. parts, new AgentPart(machine, _collectors)];
    }

    /// <summary>The facts as of an instant.</summary>
    public MachineFacts FactsAt(DateTimeOffset time) => SimulatedFacts.At(_machine, _gpus?.Cards ?? [], _collectors, Seconds(time));

    /// <summary>The report of an instant.</summary>
    /// <param name="time">Its time.</param>
    /// <param name="since">Time of the report before: what happened after it goes with this one.</param>
    /// <param name="detail">How much it says.</param>
    public (Report Report, Schema Schema) At(DateTimeOffset time, DateTimeOffset since, ReportDetail detail)
    {
        var now = _machine.StateAt(Seconds(time));
        _samples.Clear();
        foreach (var part in _parts) part.Add(now, _samples);
        var samples = detail == ReportDetail.Main ? Main(_samples) : _samples;
        var schema = SchemaOf(samples);
        _packed.Clear();
        ValuePacking.Pack(samples.Values, _packed);
        var milliseconds = time.ToUnixTimeMilliseconds();
        return (new Report(milliseconds, milliseconds, schema.Hash, _packed.Written.ToArray(), ExtrasOf(now, Seconds(since), detail)), schema);
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1_000.0;

    /// <summary>The machine's main figures alone, for the time that is long past.</summary>
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
        var events = _parts.SelectMany(part => part.Events(since, now.Time)).OrderBy(each => each.Time).ToArray();
        var table = detail == ReportDetail.Live || (detail == ReportDetail.All && now.Time % 600 == 0) ? Processes.At(_machine, now) : null;
        if (events.Length == 0 && table is null) return default;
        var encoded = new WireWriter();
        ExtrasFormat.Write(new ReportExtras([.. events.Select(ExtrasLimits.Fit)], table is null ? null : ExtrasLimits.Fit(table)), encoded);
        return encoded.Written.ToArray();
    }
}
