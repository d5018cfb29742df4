using Dcmon.TimeSeries;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>
/// What one machine has reported within one window of two hours. A machine that keeps its schemas, as most do, costs no set of series.
/// </summary>
internal sealed class WindowUse
{
    private readonly HashSet<SchemaHash> _schemas = [];

    /// <summary>Series that may repeat each other, while they are few enough to be within the limits all the same.</summary>
    private readonly List<IReadOnlyList<Series>> _lists = [];
    private HashSet<Series>? _series;
    private long _count;
    private long _text;
    private long _reports;
    private long _bytes;
    private long _pendingReports;
    private long _pendingBytes;

    /// <summary>Adds what the store has.</summary>
    public void Add(SpanUse stored)
    {
        foreach (var schema in stored.Schemas)
            Add(schema.Series);
        _reports += stored.Reports;
        _bytes += stored.LogBytes;
    }

    /// <summary>A message begins: what the one before brought is either stored or not there.</summary>
    public void Begin() => (_pendingReports, _pendingBytes) = (0, 0);

    /// <summary>A report was stored.</summary>
    public void Stored(Report report)
    {
        _reports++;
        _bytes += report.Values.Length;
    }

    /// <summary>Admits a report, or says what it would exceed.</summary>
    public WindowLimit? Admit(Schema schema, Report report, WindowLimits limits)
    {
        var reports = _reports + _pendingReports + 1;
        if (reports > limits.Reports) return WindowLimit.Reports;
        if (_bytes + _pendingBytes + report.Values.Length > limits.Bytes) return WindowLimit.Bytes;
        if (!_schemas.Contains(schema.Hash))
        {
            if (AdmitSeries(schema, limits) is { } exceeded) return exceeded;
            _schemas.Add(schema.Hash);
        }

        if (reports * _count > limits.Cells) Unite();
        if (reports * _count > limits.Cells) return WindowLimit.Cells;
        _pendingReports++;
        _pendingBytes += report.Values.Length;
        return null;
    }

    private WindowLimit? AdmitSeries(Schema schema, WindowLimits limits)
    {
        if (_series is null && _count + schema.Series.Count <= limits.Series && _text + schema.Encoded.Length <= limits.SeriesText)
        {
            Add(schema.Series);
            return null;
        }

        Unite();
        var news = schema.Series.Where(each => !_series!.Contains(each)).ToList();
        if (news.Count == 0) return null;
        if (_count + news.Count > limits.Series) return WindowLimit.Series;
        if (_text + news.Sum(each => (long)each.TextLength) > limits.SeriesText) return WindowLimit.SeriesText;
        Add(news);
        return null;
    }

    private void Add(IReadOnlyList<Series> series)
    {
        if (_series is null) _lists.Add(series);
        foreach (var each in series)
        {
            if (_series?.Add(each) == false) continue;
            _count++;
            _text += each.TextLength;
        }
    }

    /// <summary>Counts each series once.</summary>
    private void Unite()
    {
        if (_series is not null) return;
        (_series, _count, _text) = ([], 0, 0);
        foreach (var list in _lists)
            Add(list);
        _lists.Clear();
    }
}
