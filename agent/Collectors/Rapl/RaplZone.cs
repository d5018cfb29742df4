using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Rapl;

/// <summary>
/// One counter of energy: a processor, its cores, its memory. It begins anew at a limit, often within minutes.
/// </summary>
internal sealed class RaplZone(string path)
{
    private const double MicrojoulesPerJoule = 1e6;

    private readonly Series _series = MetricCatalog.Series(
        "rapl_energy_joules_total",
        new("zone", Path.GetFileName(path)["intel-rapl:".Length..]),
        new("name", SmallFile.Text(Path.Combine(path, "name")) ?? ""));

    private readonly double _limit = SmallFile.Number(Path.Combine(path, "max_energy_range_uj"));
    private double _last = double.NaN;
    private double _before;

    /// <summary>The kernel's file.</summary>
    public string File { get; } = Path.Combine(path, "energy_uj");

    /// <summary>The counter as it is, µJ; NaN where it cannot be read.</summary>
    public double ReadRaw() => SmallFile.Number(File);

    /// <summary>Adds the energy, its turns round included.</summary>
    public void AddTo(SampleSet samples)
    {
        var raw = ReadRaw();
        if (raw < _last && _limit > 0) _before += _limit;
        if (double.IsFinite(raw)) _last = raw;
        samples.Add(_series, (_before + raw) / MicrojoulesPerJoule);
    }
}
