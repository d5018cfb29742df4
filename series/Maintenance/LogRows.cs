using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>All series of the reports of one span of the log, turned from rows into columns.</summary>
internal sealed class LogRows : RawRows
{
    private readonly long[] _times;
    private readonly long[] _sequences;
    private readonly List<Series> _series = [];
    private readonly List<double[]> _columns = [];
    private readonly Dictionary<Series, int> _places = [];

    /// <summary>Reads reports that can be unpacked.</summary>
    /// <param name="reports">In order of time and sequence number.</param>
    /// <param name="schemas">The series of a schema, by its row id.</param>
    public LogRows(IReadOnlyList<LogRow> reports, Func<long, IReadOnlyList<Series>> schemas)
    {
        (_times, _sequences) = (new long[reports.Count], new long[reports.Count]);
        var plans = new Dictionary<long, double[][]>();
        double[] values = [];
        for (var row = 0; row < reports.Count; row++)
        {
            var report = reports[row];
            (_times[row], _sequences[row]) = (report.Time, report.Sequence);
            if (!plans.TryGetValue(report.Schema, out var columns))
                plans[report.Schema] = columns = [.. schemas(report.Schema).Select(Column)];
            if (values.Length < columns.Length) values = new double[columns.Length];
            ValuePacking.Unpack(report.Payload, values.AsSpan(0, columns.Length));
            for (var i = 0; i < columns.Length; i++)
                columns[i][row] = values[i];
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Times => _times;

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Sequences => _sequences;

    /// <inheritdoc/>
    public override IReadOnlyList<Series> Series => _series;

    /// <inheritdoc/>
    public override void Read(int column, Span<double> values) => _columns[column].CopyTo(values);

    private double[] Column(Series series)
    {
        if (_places.TryGetValue(series, out var place)) return _columns[place];
        var column = new double[_times.Length];
        column.AsSpan().Fill(double.NaN);
        _places[series] = _columns.Count;
        _series.Add(series);
        _columns.Add(column);
        return column;
    }
}
