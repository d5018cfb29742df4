using Dcmon.Agent.Collecting;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Units;

/// <summary>
/// Units of systemd that failed, with an event each, and those that the settings choose. Not all of them: to read one
/// costs systemd more than to run it, and a machine has hundreds.
/// </summary>
/// <param name="settings">Which units, and how often.</param>
/// <param name="tools">Runs systemctl.</param>
/// <param name="failures">Publishes events of failures.</param>
/// <param name="root">Where the system is; tests have one of their own.</param>
internal sealed class UnitsCollector(UnitSettings settings, ToolRunner tools, UnitFailures failures, string root = "/") : IPacedCollector
{
    private const string Program = "systemctl";

    /// <summary>The most units that have series.</summary>
    private const int Most = 100;

    private static readonly Series Failed = MetricCatalog.Series("units_failed");

    private readonly SeriesFamily<UnitSeries> _series = new(name => new UnitSeries(name));

    /// <inheritdoc/>
    public string Name => "units";

    /// <inheritdoc/>
    public Pace Pace => settings.Pace;

    /// <inheritdoc/>
    public ValueTask<string?> WhyAbsentAsync(CancellationToken stop) => new(
        !Directory.Exists(Path.Combine(root, "run/systemd/system")) ? "systemd does not run this machine"
        : tools.Find(Program) is null ? $"{Program} is not installed"
        : null);

    /// <inheritdoc/>
    public async Task CollectAsync(CollectorRun run)
    {
        var failed = await ShowAsync(["--state=failed", "*"], run.Stop);
        failed.RemoveAll(unit => unit.State != "failed"); // It may have changed while systemctl asked.
        failures.Update(failed);
        run.Samples.Add(Failed, failed.Count);

        var chosen = await ChosenAsync(run);
        var units = failed.Concat(chosen).DistinctBy(unit => unit.Name).ToList();
        if (units.Count > Most) run.Trouble("series", $"more than {Most} units failed or match 'include'; the others are left out");
        foreach (var unit in units.Take(Most)) _series[unit.Name].Add(unit, run.Samples);
    }

    private async Task<IEnumerable<UnitStatus>> ChosenAsync(CollectorRun run)
    {
        if (settings.Include.Count == 0) return [];
        try
        {
            return (await ShowAsync(settings.Include, run.Stop)).Where(unit => unit.IsThere);
        }
        catch (ToolException error)
        {
            run.Trouble("include", error.Message);
            return [];
        }
    }

    private async Task<List<UnitStatus>> ShowAsync(IEnumerable<string> arguments, CancellationToken stop)
    {
        var call = new ToolCall(Program, ["show", "--no-pager", $"--property={UnitStatusParser.Properties}", .. arguments], settings.Timeout);
        var result = await tools.RunAsync(call, stop);
        if (result.ExitCode != 0) throw new ToolException($"{Program} failed with status {result.ExitCode}: {result.Error}");
        var units = UnitStatusParser.Parse(result.Text);
        return units.Count > 0 || result.Output.Length == 0 ? units : throw new ToolException($"{Program} prints no unit that can be read");
    }
}
