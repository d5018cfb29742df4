using Dcmon.Wire.Metrics;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>
/// Finds the places of a schema's series by metric. Series of another machine's BMC and of parts of a GPU are not among them: their
/// values are not this machine's, or are in the whole's already.
/// </summary>
internal sealed class SeriesIndex
{
    private readonly Dictionary<string, List<int>> _places = [];
    private readonly IReadOnlyList<Series> _series;

    /// <summary>Looks at each series once.</summary>
    public SeriesIndex(IReadOnlyList<Series> series)
    {
        _series = series;
        for (var i = 0; i < series.Count; i++)
        {
            if (series[i]["bmc"] is not null || series[i]["mig"] is not null) continue;
            if (!_places.TryGetValue(series[i].Metric, out var places)) _places[series[i].Metric] = places = [];
            places.Add(i);
        }
    }

    /// <summary>Places of all series of a metric.</summary>
    public int[] All(string metric) => [.. Places(metric)];

    /// <summary>Places of the series of a metric whose label fits.</summary>
    public int[] All(string metric, string label, Func<string, bool> fits) =>
        [.. Places(metric).Where(place => _series[place][label] is { } value && fits(value))];

    /// <summary>Place of the first series of a metric; -1 where there is none.</summary>
    public int First(string metric) => Places(metric) is [var first, ..] ? first : -1;

    /// <summary>Place of the first series of a metric whose label has that value; -1 where there is none.</summary>
    public int First(string metric, string label, string value) =>
        All(metric, label, each => each == value) is [var first, ..] ? first : -1;

    /// <summary>The values that a label has in the series of a metric.</summary>
    public IEnumerable<string> Values(string metric, string label) =>
        Places(metric).Select(place => _series[place][label]).OfType<string>();

    /// <summary>The series at a place.</summary>
    public Series this[int place] => _series[place];

    private List<int> Places(string metric) => _places.GetValueOrDefault(metric, []);
}
