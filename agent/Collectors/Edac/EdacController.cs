using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Edac;

/// <summary>
/// One memory controller with its modules. Where a driver cannot distinguish modules it has ranks instead.
/// </summary>
internal sealed class EdacController
{
    private readonly string _name;
    private readonly List<string> _modules = [];
    private readonly (string File, Series Series)[] _counts;
    private readonly double[] _values;

    /// <summary>Finds out what the controller counts.</summary>
    /// <param name="path">Its directory in sysfs.</param>
    public EdacController(string path)
    {
        _name = Path.GetFileName(path);
        var controller = new Label("controller", _name);
        _counts =
        [
            (Path.Combine(path, "ce_count"), MetricCatalog.Series("edac_controller_errors_total", controller, Corrected)),
            (Path.Combine(path, "ue_count"), MetricCatalog.Series("edac_controller_errors_total", controller, Uncorrected)),
            .. SysfsDirectory.List(path, "dimm*").Concat(SysfsDirectory.List(path, "rank*")).SelectMany(module => Module(module, controller)),
        ];
        _values = new double[_counts.Length];
    }

    private static Label Corrected { get; } = new("error", "corrected");

    private static Label Uncorrected { get; } = new("error", "uncorrected");

    /// <summary>Adds all counts.</summary>
    public void AddTo(SampleSet samples, EdacEvents events)
    {
        for (var i = 0; i < _counts.Length; i++)
            samples.Add(_counts[i].Series, _values[i] = SmallFile.Number(_counts[i].File));
        events.Update(_name, _values, _modules);
    }

    private IEnumerable<(string, Series)> Module(string path, Label controller)
    {
        var place = Path.GetFileName(path);
        var name = SmallFile.Text(Path.Combine(path, "dimm_label")) ?? place;
        if (_modules.Contains(name)) name = $"{name} {place}";
        _modules.Add(name);
        var dimm = new Label("dimm", name);
        yield return (Path.Combine(path, "dimm_ce_count"), MetricCatalog.Series("edac_errors_total", controller, dimm, Corrected));
        yield return (Path.Combine(path, "dimm_ue_count"), MetricCatalog.Series("edac_errors_total", controller, dimm, Uncorrected));
    }
}
