using System.Globalization;
using Dcmon.GrainInterfaces.Clients;
using static Dcmon.Grains.Clients.Figures.Reduction;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>GPUs, each and together.</summary>
internal sealed class GpuPlan(SeriesIndex series)
{
    private const string Label = "gpu";

    /// <summary>Cards that are shown one by one, several times what a machine has: each is in every list of machines.</summary>
    private const int MaxCards = 64;

    /// <summary>Characters of a card's label: twice a UUID of NVIDIA.</summary>
    private const int MaxLabelLength = 80;

    private readonly Card[] _cards =
    [
        .. series.Values("gpu_up", Label).Concat(series.Values("gpu_utilization_ratio", Label)).Concat(series.Values("gpu_temperature_celsius", Label))
            .Where(gpu => gpu.Length <= MaxLabelLength)
            .Distinct()
            .OrderBy(gpu => int.TryParse(gpu, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)
            .ThenBy(gpu => gpu, StringComparer.Ordinal)
            .Take(MaxCards)
            .Select(gpu => new Card(series, gpu)),
    ];

    private readonly int _count = series.First("gpus");
    private readonly int[] _utilizations = series.All("gpu_utilization_ratio");
    private readonly int[] _temperatures = series.All("gpu_temperature_celsius");
    private readonly int[] _powers = series.All("gpu_power_watts");
    private readonly int[] _limits = series.All("gpu_power_limit_watts");
    private readonly int[] _fans = series.All("gpu_fan_ratio");

    /// <summary>Figures of each, by number.</summary>
    public IReadOnlyList<GpuFigures> Each(double[] values) =>
        _cards.Length == 0 ? [] : Array.ConvertAll(_cards, card => card.Figures(values));

    /// <summary>How many the machine has; null where unknown: without a driver there may be some all the same.</summary>
    public double? Count(double[] values) => OrNull(At(values, _count)) ?? (_cards.Length > 0 ? _cards.Length : null);

    public double? InUse(double[] values)
    {
        var (inUse, any) = (0, false);
        foreach (var card in _cards)
        {
            if (card.IsInUse(values) is not { } used) continue;
            any = true;
            if (used) inUse++;
        }

        return any ? inUse : null;
    }

    public double? Ratio(double[] values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var place in _utilizations)
            if (!double.IsNaN(values[place]))
                (sum, count) = (sum + values[place], count + 1);
        return count > 0 ? sum / count : null;
    }

    /// <summary>Of the cards of which both is known.</summary>
    public double? MemoryRatio(double[] values)
    {
        var (used, total) = (0.0, 0.0);
        foreach (var card in _cards)
        {
            var (cardUsed, cardTotal) = card.Memory(values);
            if (!double.IsNaN(cardUsed + cardTotal)) (used, total) = (used + cardUsed, total + cardTotal);
        }

        return Share(used, total - used);
    }

    public double? Temperature(double[] values) => OrNull(Max(values, _temperatures));

    public double? Power(double[] values) => OrNull(Sum(values, _powers));

    public double? PowerLimit(double[] values) => OrNull(Sum(values, _limits));

    public double? Fan(double[] values) => OrNull(Max(values, _fans));

    private sealed class Card(SeriesIndex series, string gpu)
    {
        private readonly int _utilization = series.First("gpu_utilization_ratio", Label, gpu);
        private readonly int _temperature = series.First("gpu_temperature_celsius", Label, gpu);
        private readonly int _power = series.First("gpu_power_watts", Label, gpu);
        private readonly int _used = series.First("gpu_memory_used_bytes", Label, gpu);
        private readonly int _total = series.First("gpu_memory_total_bytes", Label, gpu);
        private readonly int _processes = series.First("gpu_processes", Label, gpu);
        private readonly int[] _fans = series.All("gpu_fan_ratio", Label, each => each == gpu);

        public (double Used, double Total) Memory(double[] values) => (At(values, _used), At(values, _total));

        public bool? IsInUse(double[] values)
        {
            var (utilization, processes) = (At(values, _utilization), At(values, _processes));
            return double.IsNaN(utilization) && double.IsNaN(processes) ? null : utilization > 0 || processes > 0;
        }

        public GpuFigures Figures(double[] values)
        {
            var (used, total) = Memory(values);
            return new(
                gpu,
                OrNull(At(values, _utilization)),
                OrNull(At(values, _temperature)),
                OrNull(At(values, _power)),
                Share(used, total - used),
                OrNull(Max(values, _fans)));
        }
    }
}
