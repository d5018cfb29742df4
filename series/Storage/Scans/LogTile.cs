using Dcmon.Wire;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Storage.Scans;

/// <summary>Some minutes of a client's log, unpacked once for all that read them: from rows to columns. Immutable.</summary>
internal sealed class LogTile
{
    private LogTile(List<LogTilePart> parts, bool isWhole) => (Parts, IsWhole) = (parts, isWhole);

    /// <summary>Stretches of reports of the same schema, in order of time.</summary>
    public IReadOnlyList<LogTilePart> Parts { get; }

    /// <summary>Whether nothing was left out; of what was, another reader may know more: an agent sends a lost schema again.</summary>
    public bool IsWhole { get; }

    /// <summary>Bytes that it takes, roughly.</summary>
    public int Bytes => Parts.Sum(part => part.Bytes);

    /// <summary>Unpacks reports in order of time; damaged ones are left out, as a reader has to get by without them.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="width">How many series a schema has, by its row id.</param>
    public static LogTile Of(IEnumerable<LogRow> reports, Func<long, int> width)
    {
        var parts = new List<LogTilePart>();
        var (times, rows, schema, isWhole) = (new List<long>(), new List<double[]>(), 0L, true);
        foreach (var report in reports)
        {
            isWhole &= report.IsIntact;
            if (!report.IsIntact) continue;
            if (report.Schema != schema) Close();
            try
            {
                var values = new double[rows.Count > 0 ? rows[0].Length : width(report.Schema)];
                ValuePacking.Unpack(report.Payload, values);
                (schema, var time) = (report.Schema, report.Time);
                times.Add(time);
                rows.Add(values);
            }
            catch (Exception damaged) when (damaged is WireFormatException or DamagedSchemaException)
            {
                // Whoever seals the log finds out about damage.
                isWhole = false;
            }
        }

        Close();
        return new LogTile(parts, isWhole);

        void Close()
        {
            if (rows.Count > 0) parts.Add(new LogTilePart(schema, [.. times], rows));
            times.Clear();
            rows.Clear();
        }
    }
}

/// <summary>Reports of one schema, one after the other.</summary>
internal sealed class LogTilePart
{
    private readonly LogTileColumn[] _columns;

    /// <summary>Turns rows into columns.</summary>
    public LogTilePart(long schema, long[] times, IReadOnlyList<double[]> rows)
    {
        (Schema, Times) = (schema, times);
        _columns = new LogTileColumn[rows[0].Length];
        var column = new double[rows.Count];
        for (var i = 0; i < _columns.Length; i++)
        {
            for (var row = 0; row < column.Length; row++)
                column[row] = rows[row][i];
            _columns[i] = LogTileColumn.Of(column);
        }

        Bytes = 100 + 8 * times.Length + _columns.Sum(each => each.Bytes);
    }

    /// <summary>Row id of the schema.</summary>
    public long Schema { get; }

    /// <summary>Times of the reports, ascending, Unix milliseconds.</summary>
    public long[] Times { get; }

    /// <summary>Bytes that it takes, roughly.</summary>
    public int Bytes { get; }

    /// <summary>The values of a column of the schema.</summary>
    public LogTileColumn this[int column] => _columns[column];
}

/// <summary>Values in as little memory as they need without work: most stay the same for minutes, and most others are exact in single precision.</summary>
internal readonly struct LogTileColumn
{
    private readonly double _constant;
    private readonly float[]? _singles;
    private readonly double[]? _doubles;

    private LogTileColumn(double constant, float[]? singles, double[]? doubles) => (_constant, _singles, _doubles) = (constant, singles, doubles);

    /// <summary>Bytes that it takes, roughly.</summary>
    public int Bytes => 24 + (4 * _singles?.Length ?? 0) + (8 * _doubles?.Length ?? 0);

    /// <summary>The value of a row; NaN where it has none.</summary>
    public double this[int row] => _doubles is not null ? _doubles[row] : _singles is not null ? _singles[row] : _constant;

    /// <summary>Keeps a column; the span is copied.</summary>
    public static LogTileColumn Of(ReadOnlySpan<double> values)
    {
        var (same, exact) = (true, true);
        foreach (var value in values)
        {
            // Bits, not ==: minus zero must come back as minus zero.
            same &= BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(values[0]);
            exact &= (float)value == value || double.IsNaN(value);
        }

        if (same) return new LogTileColumn(values[0], null, null);
        if (!exact) return new LogTileColumn(0, null, values.ToArray());
        var singles = new float[values.Length];
        for (var i = 0; i < singles.Length; i++)
            singles[i] = (float)values[i];
        return new LogTileColumn(0, singles, null);
    }
}
