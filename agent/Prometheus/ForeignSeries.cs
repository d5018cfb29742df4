using Dcmon.Wire;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Prometheus;

/// <summary>
/// Makes the series of one source that is not dcmon's own, and finds them again without allocating. It leaves out what
/// a server would refuse, and with it the whole report: too many series within two hours, too many labels, texts too
/// long.
/// </summary>
internal sealed class ForeignSeries(SeriesRules rules, TimeProvider time)
{
    /// <summary>The server counts the different series of a machine over this time.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, KnownSeries> _byText = [];
    private readonly Dictionary<Series, KnownSeries> _bySeries = [];
    private long? _forgotAt;

    /// <summary>The most different series within two hours: a few may come and go.</summary>
    private int MostWithinTwoHours => 2 * rules.MostSeries;

    /// <summary>Finds or makes the series of a line.</summary>
    public KnownSeries Of(in SampleLine line, MetricKind kind)
    {
        var lookup = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(line.Series, out var known) || known.Kind != kind)
        {
            // Texts of series that are left out must not fill the memory either.
            if (_byText.Count >= 2 * WireLimits.MaxSeriesPerSchema) _byText.Clear();
            lookup[line.Series] = known = Make(line, kind);
        }

        known.SeenAt = time.GetTimestamp();
        return known;
    }

    private KnownSeries Make(in SampleLine line, MetricKind kind)
    {
        var (name, labels) = (line.Name.ToString(), new List<Label>());
        for (var reader = line.Labels; reader.MoveNext();)
        {
            var label = reader.Name.ToString();
            if (labels.Exists(each => each.Name == label)) return Refused(kind, $"a line of '{name}' has the label '{label}' twice");
            // An empty label is none.
            if (reader.Value is { Length: > 0 } value) labels.Add(new Label(label, value));
        }

        if (!rules.Accepts(name, labels)) return Refused(kind, null);
        name = rules.Prefix + name;
        GiveWay(labels);
        return Objection(name, labels) is { } objection ? Refused(kind, objection) : Enter(new Series(name, kind, "", [.. labels, rules.Source]));
    }

    private KnownSeries Enter(Series series)
    {
        if (_bySeries.TryGetValue(series, out var known)) return known;
        if (_bySeries.Count >= MostWithinTwoHours) ForgetOld();
        if (_bySeries.Count >= MostWithinTwoHours)
            return Refused(series.Kind, $"there were more than {MostWithinTwoHours} different series within two hours; look for a label whose value changes all the time");
        return _bySeries[series] = new KnownSeries(series.Kind, series, null);
    }

    private void ForgetOld()
    {
        if (_forgotAt is { } forgotAt && time.GetElapsedTime(forgotAt) < ForgetEvery) return;
        _forgotAt = time.GetTimestamp();
        foreach (var (series, known) in _bySeries)
            if (time.GetElapsedTime(known.SeenAt) > Remembered)
                _bySeries.Remove(series);
        // What is refused now may have room next time, and what was forgotten must not be found.
        _byText.Clear();
    }

    /// <summary>
    /// A label of the source that is called as the one that dcmon gives gets another name, as in Prometheus.
    /// </summary>
    private void GiveWay(List<Label> labels)
    {
        var at = labels.FindIndex(each => each.Name == rules.Source.Name);
        if (at < 0) return;
        var name = "exported_" + rules.Source.Name;
        while (labels.Exists(each => each.Name == name)) name = "exported_" + name;
        labels[at] = labels[at] with { Name = name };
    }

    private static string? Objection(string name, List<Label> labels)
    {
        if (MetricCatalog.Find(name) is not null) return $"'{name}' is the name of a metric of dcmon's own; give it another name or a prefix";
        if (name.Length > WireLimits.MaxNameLength) return $"the name '{name[..40]}…' has more than {WireLimits.MaxNameLength} characters";
        if (labels.Count >= WireLimits.MaxLabels) return $"'{name}' has more than {WireLimits.MaxLabels - 1} labels";
        foreach (var (label, value) in labels)
        {
            if (label.Length > WireLimits.MaxNameLength) return $"'{name}' has a label whose name has more than {WireLimits.MaxNameLength} characters";
            if (value.Length > WireLimits.MaxLabelValueLength) return $"'{name}' has the label '{label}' with more than {WireLimits.MaxLabelValueLength} characters";
        }

        return null;
    }

    private static KnownSeries Refused(MetricKind kind, string? problem) => new(kind, null, problem);
}
