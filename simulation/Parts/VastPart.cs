using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>The machine as a host of vast.ai.</summary>
internal sealed class VastPart(SimulatedMachine machine) : IPart
{
    private static readonly Series[] Series = [.. new[] { "running", "rented", "instances", "gpus_rented" }.Select(each => MetricCatalog.Series($"vast_{each}"))];

    /// <inheritdoc/>
    public string Collector => "vast";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        var instances = now.Tenancies.Count();
        double[] values = [1, instances > 0 ? 1 : 0, instances, now.Tenancies.Sum(each => each.Gpus.Count)];
        for (var i = 0; i < values.Length; i++) samples.Add(Series[i], values[i]);
    }

    /// <inheritdoc/>
    public IEnumerable<MachineEvent> Events(double from, double to)
    {
        foreach (var each in machine.Allocations.SelectMany(allocation => allocation.Tenancies(from, to)))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{each.Container}:{(long)each.Start}");
            if (each.Start > from)
                yield return new MachineEvent(
                    (long)(each.Start * 1_000), EventKinds.RentalStarted, EventSeverity.Info,
                    $"Instance {each.Container} started")
                {
                    Key = key,
                    Subject = [new("container", each.Container), new("image", each.Image)],
                    Details = [new("instance", each.Container[2..]), new("gpus", string.Join(',', each.Gpus))],
                };
            if (each.End <= to)
                yield return new MachineEvent(
                    (long)(each.End * 1_000), EventKinds.RentalEnded, EventSeverity.Info,
                    $"Instance {each.Container} was stopped")
                {
                    Key = key,
                    Subject = [new("container", each.Container)],
                    Details = [new("seconds", (each.End - each.Start).ToString("0", CultureInfo.InvariantCulture))],
                };
        }
    }
}
