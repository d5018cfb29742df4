using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>Power supplies; when one fails, the others take its load.</summary>
internal sealed class PsuPart(SimulatedMachine machine) : IPart
{
    /// <summary>The supply that fails where that is the fault.</summary>
    public const int Dying = 2;

    private const double Critical = 2, Efficiency = 0.945;

    private readonly Series[][] _supplies = [.. Enumerable.Range(1, machine.Kind.Supplies).Select(SeriesOf)];

    /// <inheritdoc/>
    public string Collector => "psu";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        var isDead = machine.Faults.Age(Fault.DeadSupply, now.Time) is not null;
        var watts = now.Watts / (_supplies.Length - (isDead ? 1 : 0));
        for (var i = 0; i < _supplies.Length; i++)
        {
            var (works, volts) = (!isDead || i + 1 != Dying, 229.5 + 2 * Noise.At(machine.Seed / 97 / 10, now.Time, 700));
            var input = works ? watts * (1 + 0.02 * (Noise.Of(machine.Seed + 90, i) - 0.5)) : 0;
            double[] values =
            [
                works ? 0 : Critical, Math.Round(input), Math.Round(input * Efficiency), Math.Round(volts), Math.Round(input / volts, 2),
                works ? 12.1 : 0, Math.Round(input * Efficiency / 12.1, 1), Math.Round(now.Inlet + 3 + input / 160),
                Math.Round(now.Inlet + 9 + input / 90),
                works ? Math.Round((2_400 + input * 4.5) / 32) * 32 : 0,
            ];
            for (var j = 0; j < values.Length; j++) samples.Add(_supplies[i][j], values[j]);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<MachineEvent> Events(double from, double to) =>
        machine.Faults.Changes(Fault.DeadSupply, from, to).Select(each => new MachineEvent(
            (long)(each.Time * 1_000) + 4_000, EventKinds.PsuState, each.Begins
                ? EventSeverity.Critical
                : EventSeverity.Info,
            each.Begins ? $"power supply {Dying} does not work: [STATUS FAILED](00h)" : $"power supply {Dying} works: [STATUS OK](01h)")
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"psu:{each.Time}"),
            Subject = [new("psu", $"{Dying}")],
        });

    private static Series[] SeriesOf(int number)
    {
        var psu = new Label("psu", $"{number}");
        return
        [
            .. new[] { "status", "input_watts", "output_watts", "input_volts", "input_amperes", "output_volts", "output_amperes" }.Select(
                each => MetricCatalog.Series($"psu_{each}", psu)),
            MetricCatalog.Series("psu_temperature_celsius", psu, new("sensor", "1")),
            MetricCatalog.Series("psu_temperature_celsius", psu, new("sensor", "2")),
            MetricCatalog.Series("psu_fan_rpm", psu, new("fan", "1")),
        ];
    }
}
