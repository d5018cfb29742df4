using Dcmon.Wire;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Storage.Scans;

/// <summary>Some minutes of a client's log, unpacked once for all that read them: from rows to columns. Immutable.</summary>
internal sealed class LogTile
{
    /// <summary>Values of one part: 8 MB while it is made, a fraction of that afterwards.</summary>
    private const int MaxPartValues = 1_000_000;

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
            if (report.Schema != schema || (rows.Count > 0 && rows.Count * rows[0].Length >= MaxPartValues)) Close();
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
                // Sealing finds the damage and reports it.
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

/// <summary>
/// Reports of one schema, one after the other, as columns in as little memory as they need without work: most values stay the same for
/// minutes, and most others are exact in single precision. All columns share two arrays: there are hundreds of them, of a few rows each.
/// </summary>
internal sealed class LogTilePart
{
    private readonly Form[] _forms;
    private readonly int[] _starts;
    private readonly float[] _singles;
    private readonly double[] _doubles;

    /// <summary>Turns rows into columns.</summary>
    public LogTilePart(long schema, long[] times, IReadOnlyList<double[]> rows)
    {
        (Schema, Times) = (schema, times);
        (_forms, _starts) = (new Form[rows[0].Length], new int[rows[0].Length]);
        var (singles, doubles, column) = (new List<float>(), new List<double>(), new double[rows.Count]);
        for (var i = 0; i < _forms.Length; i++)
        {
            for (var row = 0; row < column.Length; row++)
                column[row] = rows[row][i];
            _forms[i] = FormOf(column);
            _starts[i] = _forms[i] == Form.Singles ? singles.Count : doubles.Count;
            if (_forms[i] == Form.Same) doubles.Add(column[0]);
            else if (_forms[i] == Form.Doubles) doubles.AddRange(column);
            else foreach (var value in column) singles.Add((float)value);
        }

        (_singles, _doubles) = ([.. singles], [.. doubles]);
        Bytes = 200 + 8 * times.Length + 5 * _forms.Length + 4 * _singles.Length + 8 * _doubles.Length;
    }

    private enum Form : byte
    {
        Same,
        Singles,
        Doubles,
    }

    /// <summary>Row id of the schema.</summary>
    public long Schema { get; }

    /// <summary>Times of the reports, ascending, Unix milliseconds.</summary>
    public long[] Times { get; }

    /// <summary>Bytes that it takes, roughly.</summary>
    public int Bytes { get; }

    /// <summary>The values of a column of the schema.</summary>
    public LogTileColumn this[int column] => _forms[column] switch
    {
        Form.Same => new LogTileColumn(_doubles[_starts[column]], default, default),
        Form.Singles => new LogTileColumn(0, _singles.AsSpan(_starts[column], Times.Length), default),
        _ => new LogTileColumn(0, default, _doubles.AsSpan(_starts[column], Times.Length)),
    };

    private static Form FormOf(double[] values)
    {
        var (same, exact) = (true, true);
        foreach (var value in values)
        {
            // Bits, not ==: minus zero must come back as minus zero.
            same &= BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(values[0]);
            exact &= (float)value == value || double.IsNaN(value);
        }

        return same ? Form.Same : exact ? Form.Singles : Form.Doubles;
    }
}

/// <summary>The values of one column of a part.</summary>
internal readonly ref struct LogTileColumn(double constant, ReadOnlySpan<float> singles, ReadOnlySpan<double> doubles)
{
    private readonly ReadOnlySpan<float> _singles = singles;
    private readonly ReadOnlySpan<double> _doubles = doubles;

    /// <summary>The value of a row; NaN where it has none.</summary>
    public double this[int row] => !_doubles.IsEmpty ? _doubles[row] : !_singles.IsEmpty ? _singles[row] : constant;
}
