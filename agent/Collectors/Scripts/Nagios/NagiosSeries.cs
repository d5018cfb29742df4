using Dcmon.Agent.Collecting;
using Dcmon.Wire;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>The series of one plugin, within bounds.</summary>
internal sealed class NagiosSeries(string check, int most, TimeProvider time)
{
    /// <summary>The server counts the different series of a machine over this time.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    private readonly Dictionary<(string Metric, string Label, string Extra), Series> _known = [];
    private readonly Series _state = MetricCatalog.Series("nagios_state", new Label("check", check));
    private readonly HashSet<string> _labels = [];
    private long _since = time.GetTimestamp();

    /// <summary>Adds the state.</summary>
    public void AddState(NagiosState state, SampleSet samples) => samples.Add(_state, (int)state);

    /// <summary>Adds the values.</summary>
    /// <returns>Why some were left out.</returns>
    public IReadOnlyList<string> Add(IReadOnlyList<PerformanceValue> values, SampleSet samples)
    {
        if (time.GetElapsedTime(_since) > Remembered)
        {
            _known.Clear();
            _since = time.GetTimestamp();
        }

        var troubles = new List<string>();
        _labels.Clear();
        foreach (var value in values)
        {
            if (value.Label.Length is 0 or > WireLimits.MaxLabelValueLength) Report("a label is too long or empty");
            else if (!_labels.Add(value.Label)) Report("a label is there twice");
            else if (!Add(value, samples)) Report($"there are more than {most} series; set max_series");
        }

        return troubles;

        void Report(string trouble)
        {
            if (!troubles.Contains(trouble)) troubles.Add(trouble);
        }
    }

    private bool Add(PerformanceValue value, SampleSet samples)
    {
        var unit = value.Unit;
        return Add(unit.IsCounter ? "nagios_count_total" : "nagios_value", unit.Name, value.Value)
            && AddThreshold("warn", value.Warning.High)
            && AddThreshold("warn_low", value.Warning.Low)
            && AddThreshold("crit", value.Critical.High)
            && AddThreshold("crit_low", value.Critical.Low)
            && AddThreshold("min", value.Least)
            && AddThreshold("max", value.Greatest);

        bool AddThreshold(string level, double? limit) => limit is not { } number || Add("nagios_threshold", level, number);

        bool Add(string metric, string extra, double number)
        {
            if (Find(metric, value.Label, extra) is not { } series) return false;
            samples.Add(series, number);
            return true;
        }
    }

    private Series? Find(string metric, string label, string extra)
    {
        if (_known.TryGetValue((metric, label, extra), out var known)) return known;
        if (_known.Count >= most) return null;
        Label[] labels = [new("check", check), new("label", label)];
        if (extra.Length > 0) labels = [.. labels, new Label(metric == "nagios_threshold" ? "level" : "unit", extra)];
        return _known[(metric, label, extra)] = MetricCatalog.Series(metric, labels);
    }
}
