using Dcmon.Queries.Selection;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Storage.Scans;

/// <summary>
/// The series that a scan of one client has come upon. Selection (which columns of which schema) is worked out once
/// for each schema; a series keeps its place from one schema to the next.
/// </summary>
internal sealed class ScannedSeries(ISeriesSnapshot snapshot, SchemaCache schemas, string client, SeriesSelector selector, ISampleSink sink)
{
    private readonly Dictionary<long, SelectedColumns> _plans = [];
    private readonly Dictionary<Series, int> _places = [];
    private readonly List<int> _numbers = [];

    /// <summary>How many there are so far; places are 0 to this.</summary>
    public int Count => _numbers.Count;

    /// <summary>The number under which the sink knows the series at a place.</summary>
    public int Number(int place) => _numbers[place];

    /// <summary>What to read of rows with that schema.</summary>
    public SelectedColumns Of(long schema)
    {
        if (_plans.TryGetValue(schema, out var known)) return known;
        var all = schemas.Get(snapshot, schema);
        var columns = new List<int>();
        var places = new List<int>();
        foreach (var column in all.Index.Select(selector))
        {
            var place = Place(all.Series[column]);
            if (_numbers[place] < 0) continue;
            columns.Add(column);
            places.Add(place);
        }

        return _plans[schema] = new SelectedColumns(all.Series.Count, [.. columns], [.. places]);
    }

    private int Place(Series series)
    {
        if (_places.TryGetValue(series, out var place)) return place;
        _numbers.Add(sink.Begin(client, series));
        return _places[series] = _numbers.Count - 1;
    }
}

/// <summary>What to read of the rows of one schema.</summary>
/// <param name="Width">How many columns the schema has.</param>
/// <param name="Columns">The columns that are selected, ascending.</param>
/// <param name="Places">The place of each among the scan's series.</param>
internal sealed record SelectedColumns(int Width, int[] Columns, int[] Places);
