using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Events;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Psu;

/// <summary>
/// Power supplies of Supermicro boards, by the maker's ipmicfg: it reads them over the board's own bus.
/// </summary>
internal sealed class PsuCollector(IBmcAccess bmc, CollectorParts parts, PsuSettings settings) : IPacedCollector
{
    private readonly PsuEvents _events = new(
        new StateEvents(parts.Events, new ReportedStates(parts.State, "psu"), EventKinds.PsuState, parts.Time));

    private readonly Dictionary<(int Number, string Metric, string Part), Series> _series = [];

    /// <inheritdoc/>
    public string Name => "psu";

    /// <inheritdoc/>
    public Pace Pace => settings.Pace;

    /// <inheritdoc/>
    public ValueTask<string?> WhyAbsentAsync(CancellationToken stop) => new(Ipmicfg.Find(parts.Tools) is null ? "ipmicfg is not installed" : null);

    /// <inheritdoc/>
    public async Task CollectAsync(CollectorRun run)
    {
        var result = await bmc.AskAsync(BmcQuestion.PowerSupplies, Pace.Timeout, run.Stop);
        var readings = PsuParser.Parse(result.Text);
        if (readings.Count == 0) throw new ToolException(result.Error.Length > 0 ? result.Error : "ipmicfg reports no power supply");
        foreach (var reading in readings)
        {
            run.Samples.Add(SeriesOf(reading.Number, "psu_status", ""), reading.Status);
            foreach (var ((metric, part), value) in reading.Values)
                run.Samples.Add(SeriesOf(reading.Number, metric, part), value);
            _events.Update(new PowerSupplyReading(reading.Number, reading.Status, reading.Words));
        }
    }

    private Series SeriesOf(int number, string metric, string part)
    {
        if (_series.TryGetValue((number, metric, part), out var known)) return known;
        var psu = new Label("psu", $"{number}");
        return _series[(number, metric, part)] = part.Length == 0
            ? MetricCatalog.Series(metric, psu)
            : MetricCatalog.Series(metric, psu, new Label(metric == "psu_fan_rpm" ? "fan" : "sensor", part));
    }
}
