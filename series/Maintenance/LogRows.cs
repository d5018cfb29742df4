using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Storage.Scans;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>
/// All series of the reports of one span of the log, turned from rows into columns: all at once where they are few, else some columns at
/// a time, so that whatever the log holds takes a bounded amount of memory.
/// </summary>
internal sealed class LogRows : RawRows
{
    /// <summary>Values of the columns that are unpacked at once: 64 to 100 MB. A thousand series a second are fewer.</summary>
    public const int MaxValues = 8_000_000;

    private readonly IReadOnlyList<LogRow> _reports;
    private readonly int _maxValues;
    private readonly long[] _times;
    private readonly long[] _sequences;
    private readonly List<Series> _series = [];

    /// <summary>For each schema the place of each of its series.</summary>
    private readonly Dictionary<long, int[]> _places = [];

    /// <summary>How many reports have a value of each series, or the lack of one.</summary>
    private readonly List<int> _counts = [];
    private int[] _batches = [];
    private int _batchCount;
    private int _loaded = -1;
    private LogColumn?[] _columns = [];

    /// <summary>Reads reports that can be unpacked.</summary>
    /// <param name="reports">In order of time and sequence number.</param>
    /// <param name="schemas">The series of a schema, by its row id.</param>
    /// <param name="maxValues">Values that may be unpacked at once.</param>
    public LogRows(IReadOnlyList<LogRow> reports, Func<long, IReadOnlyList<Series>> schemas, int maxValues = MaxValues)
    {
        (_reports, _maxValues) = (reports, maxValues);
        (_times, _sequences) = (new long[reports.Count], new long[reports.Count]);
        var places = new Dictionary<Series, int>();
        for (var row = 0; row < reports.Count; row++)
        {
            (_times[row], _sequences[row]) = (reports[row].Time, reports[row].Sequence);
            if (!_places.TryGetValue(reports[row].Schema, out var own))
                _places[reports[row].Schema] = own = [.. schemas(reports[row].Schema).Select(series => Place(series, places))];
            foreach (var place in own) _counts[place]++;
        }

        WillRead(Enumerable.Range(0, _series.Count));
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Times => _times;

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Sequences => _sequences;

    /// <inheritdoc/>
    public override IReadOnlyList<Series> Series => _series;

    /// <inheritdoc/>
    public override bool IsRandomAccess => _batchCount <= 1;

    /// <inheritdoc/>
    public override void WillRead(IEnumerable<int> columns)
    {
        _batches = new int[_series.Count];
        var (batch, values) = (0, 0L);
        foreach (var column in columns)
        {
            if (values > 0 && values + _counts[column] > _maxValues) (batch, values) = (batch + 1, 0);
            _batches[column] = batch;
            values += _counts[column];
        }

        (_batchCount, _loaded) = (batch + 1, -1);
    }

    /// <inheritdoc/>
    public override void Read(int column, Span<double> values)
    {
        if (_batches[column] != _loaded) Load(_batches[column]);
        _columns[column]!.CopyTo(0, values);
    }

    private int Place(Series series, Dictionary<Series, int> places)
    {
        if (!places.TryGetValue(series, out var place))
        {
            places[series] = place = _series.Count;
            _series.Add(series);
            _counts.Add(0);
        }

        return place;
    }

    private void Load(int batch)
    {
        _columns = new LogColumn?[_series.Count];
        for (var i = 0; i < _columns.Length; i++)
            if (_batches[i] == batch) _columns[i] = new LogColumn();
        var plans = _places.ToDictionary(each => each.Key, each => Plan(each.Value, batch));
        var room = new double[plans.Values.Max(plan => plan.Length)];
        for (var row = 0; row < _reports.Count; row++)
        {
            var picked = plans[_reports[row].Schema];
            var places = _places[_reports[row].Schema];
            ValuePacking.Pick(_reports[row].Payload, picked, room);
            for (var i = 0; i < picked.Length; i++)
                if (!double.IsNaN(room[i]))
                    _columns[places[picked[i]]]!.Set(row, room[i]);
        }

        _loaded = batch;
    }

    /// <summary>Which values of a schema belong to a batch.</summary>
    private int[] Plan(int[] places, int batch) => [.. Enumerable.Range(0, places.Length).Where(i => _batches[places[i]] == batch)];
}
