using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients.Figures;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Grains.Tests.Clients.Figures;

/// <summary>Series with the value that they have in one report.</summary>
internal sealed class Readings
{
    private readonly List<(Series Series, double Value)> _all = [];

    public ClientFigures Figures => FigurePlan.For(Series).Figures(Values, Values);

    public IReadOnlyList<GpuFigures> Gpus => FigurePlan.For(Series).Gpus(Values);

    public Series[] Series => [.. _all.Select(each => each.Series)];

    public double[] Values => [.. _all.Select(each => each.Value)];

    /// <summary>A value of a gauge; of a counter, its growth a second. Labels are written as <c>name=value</c>.</summary>
    public Readings Add(string metric, double value, params string[] labels)
    {
        _all.Add((metric.EndsWith("_total", StringComparison.Ordinal) ? Reports.Counter(metric, labels) : Reports.Gauge(metric, labels), value));
        return this;
    }
}
