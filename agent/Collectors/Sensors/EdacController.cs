using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Sensors;

/// <summary>One memory controller with its modules. Where a driver cannot tell modules apart it has ranks in their place.</summary>
internal sealed class EdacController
{
    private readonly (string File, Series Series)[] _counts;

    /// <summary>Finds out what the controller counts.</summary>
    /// <param name="path">Its directory in sysfs.</param>
    public EdacController(string path)
    {
        var controller = new Label("controller", Path.GetFileName(path));
        var names = new HashSet<string>();
        _counts =
        [
            (Path.Combine(path, "ce_count"), MetricCatalog.Series("edac_controller_errors_total", controller, Corrected)),
            (Path.Combine(path, "ue_count"), MetricCatalog.Series("edac_controller_errors_total", controller, Uncorrected)),
            .. SysfsDirectory.List(path, "dimm*").Concat(SysfsDirectory.List(path, "rank*")).SelectMany(module => Module(module, controller, names)),
        ];
    }

    private static Label Corrected { get; } = new("error", "corrected");

    private static Label Uncorrected { get; } = new("error", "uncorrected");

    /// <summary>Adds all counts.</summary>
    public void AddTo(SampleSet samples)
    {
        foreach (var (file, series) in _counts)
            samples.Add(series, SmallFile.Number(file));
    }

    private static IEnumerable<(string, Series)> Module(string path, Label controller, HashSet<string> names)
    {
        var place = Path.GetFileName(path);
        var name = SmallFile.Text(Path.Combine(path, "dimm_label")) ?? place;
        if (!names.Add(name)) names.Add(name = $"{name} {place}");
        var dimm = new Label("dimm", name);
        yield return (Path.Combine(path, "dimm_ce_count"), MetricCatalog.Series("edac_errors_total", controller, dimm, Corrected));
        yield return (Path.Combine(path, "dimm_ue_count"), MetricCatalog.Series("edac_errors_total", controller, dimm, Uncorrected));
    }
}
