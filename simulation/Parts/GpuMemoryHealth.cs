using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>Errors of a card's memory.</summary>
internal sealed class GpuMemoryHealth
{
    /// <summary>Seconds from one error that could not be corrected to the next, where the fault is.</summary>
    public const double Every = 8_100;

    private const string Corrected = "corrected", Uncorrected = "uncorrected";

    private readonly SimulatedMachine _machine;
    private readonly int _index;
    private readonly int _old;
    private readonly Series _enabled, _pending, _failed;
    private readonly Series[] _totals, _locations, _remapped;

    public GpuMemoryHealth(SimulatedMachine machine, GpuLabels labels, int index)
    {
        (_machine, _index) = (machine, index);
        _old = (int)(12 * Math.Pow(Noise.Of(machine.Seed + 60, index), 3));
        (string Error, string Counter)[] kinds = [(Corrected, "volatile"), (Corrected, "aggregate"), (Uncorrected, "volatile"), (Uncorrected, "aggregate")];
        (_enabled, _pending, _failed) = (labels["gpu_ecc_enabled"], labels["gpu_remapped_rows_pending"], labels["gpu_remapped_rows_failed"]);
        _totals = [.. kinds.Select(each => labels["gpu_ecc_errors_total", new("error", each.Error), new("counter", each.Counter)])];
        _locations =
        [
            .. from kind in kinds
               from location in new[] { "dram", "sram" }
               select labels["gpu_ecc_location_errors_total", new("error", kind.Error), new("counter", kind.Counter), new("location", location)],
        ];
        _remapped = [.. new[] { Corrected, Uncorrected }.Select(each => labels["gpu_remapped_rows", new Label("error", each)])];
    }

    /// <summary>Adds them.</summary>
    public void Add(MachineState now, SampleSet samples)
    {
        var incidents = _index == SimulatedMachine.FaultyGpu
            ? _machine.Faults.OccurrencesSoFar(Fault.MemoryErrors, Every, now.Time)
            : 0;
        double[] totals = [incidents * 37, _old + incidents * 37, incidents, incidents];
        samples.Add(_enabled, 1);
        for (var i = 0; i < totals.Length; i++)
        {
            samples.Add(_totals[i], totals[i]);
            samples.Add(_locations[2 * i], totals[i]);
            samples.Add(_locations[2 * i + 1], 0);
        }

        samples.Add(_remapped[0], _old > 8 ? 1 : 0);
        samples.Add(_remapped[1], incidents);
        samples.Add(_pending, incidents > 0 ? 1 : 0);
        samples.Add(_failed, 0);
    }
}
