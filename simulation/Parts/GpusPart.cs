using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Simulation.Machines;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>All cards, and the errors that the driver reports.</summary>
internal sealed class GpusPart : IPart
{
    private const int DoubleBit = 48, OffTheBus = 79;

    private static readonly Series Count = MetricCatalog.Series("gpus");
    private static readonly Series CountOnBus = MetricCatalog.Series("gpus_on_bus");

    private readonly SimulatedMachine _machine;
    private readonly GpuDescription _faulty;
    private readonly Series _doubleBits, _losses;

    public GpusPart(SimulatedMachine machine)
    {
        _machine = machine;
        Cards = [.. Enumerable.Range(0, machine.Kind.Gpus).Select(index => new GpuPart(machine, index))];
        _faulty = Cards[SimulatedMachine.FaultyGpu].Card;
        var labels = new GpuLabels(_faulty);
        (_doubleBits, _losses) = (labels["gpu_xid_errors_total", new Label("xid", $"{DoubleBit}")], labels["gpu_xid_errors_total", new Label("xid", $"{OffTheBus}")]);
    }

    /// <summary>The cards, by index.</summary>
    public IReadOnlyList<GpuPart> Cards { get; }

    /// <inheritdoc/>
    public string Collector => "gpu";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        samples.Add(Count, Cards.Count);
        samples.Add(CountOnBus, Cards.Count);
        foreach (var card in Cards) card.Add(now, samples);
        if (_machine.Faults.Fault == Fault.MemoryErrors)
            samples.Add(
                _doubleBits, _machine.Faults.OccurrencesSoFar(Fault.MemoryErrors, GpuMemoryHealth.Every, now.Time));
        if (_machine.Faults.Fault == Fault.LostGpu)
            samples.Add(_losses, now.Gpus[SimulatedMachine.FaultyGpu].IsLost ? 1 : 0);
    }

    /// <inheritdoc/>
    public IEnumerable<MachineEvent> Events(double from, double to)
    {
        foreach (var time in _machine.Faults.Occurrences(Fault.MemoryErrors, GpuMemoryHealth.Every, from, to))
            yield return Xid(
                time, DoubleBit,
                "pid='<unknown>', name=<unknown>, An uncorrectable double bit error (DBE) has been detected on GPU in the framebuffer at partition 6, subpartition 0.");
        foreach (var (time, begins) in _machine.Faults.Changes(Fault.LostGpu, from, to))
        {
            if (begins)
                yield return Xid(time, OffTheBus, "pid='<unknown>', name=<unknown>, GPU has fallen off the bus.");
            yield return new MachineEvent(
                Milliseconds(time) + 2_000, begins ? EventKinds.GpuLost : EventKinds.GpuFound,
                begins ? EventSeverity.Critical : EventSeverity.Info,
                begins ? "the GPU is lost: GPU is lost" : "the GPU answers again")
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"gpu:{Milliseconds(time)}"),
                Subject = GpuSubject.Of(_faulty),
                Details = [new("bus", _faulty.BusId!)],
            };
        }
    }

    private MachineEvent Xid(double time, int xid, string line)
    {
        var meaning = XidTable.Find(xid);
        return new MachineEvent(
            Milliseconds(time), EventKinds.GpuXid, meaning.Severity,
            $"Xid {xid}, {meaning.Text}; {meaning.Action.Text()}")
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"xid:{Milliseconds(time)}"),
            Subject = GpuSubject.Of(_faulty),
            Details = [new("xid", $"{xid}"), new("meaning", meaning.Text), new("action", meaning.Action.Name()), new("bus", _faulty.BusId!), new("raw", line)],
        };
    }

    private static long Milliseconds(double seconds) => (long)(seconds * 1_000);
}
