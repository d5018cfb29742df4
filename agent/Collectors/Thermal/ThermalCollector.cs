using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Thermal;

/// <summary>Temperatures of the zones that the kernel keeps cool, from <c>/sys/class/thermal</c>.</summary>
internal sealed class ThermalCollector(Roots roots, TimeProvider time) : ICollector
{
    private const double MillidegreesPerDegree = 1e3;

    private readonly PeriodicList<Zone> _zones = new(
        () => [.. SysfsDirectory.List(roots.InSys("class/thermal"), "thermal_zone*").Select(path => new Zone(path))], time);

    /// <inheritdoc/>
    public string Name => "thermal";

    /// <inheritdoc/>
    public string? WhyAbsent() => _zones.Items.Count == 0 ? "the kernel knows no thermal zones of this machine" : null;

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        foreach (var zone in _zones.Items)
            samples.Add(zone.Series, SmallFile.Number(zone.File) / MillidegreesPerDegree);
    }

    private sealed class Zone(string path)
    {
        public string File { get; } = Path.Combine(path, "temp");

        public Series Series { get; } = MetricCatalog.Series(
            "thermal_zone_celsius", new("zone", Path.GetFileName(path)), new("type", SmallFile.Text(Path.Combine(path, "type")) ?? ""));
    }
}
