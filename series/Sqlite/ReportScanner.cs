using Dcmon.TimeSeries.Selection;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>
/// Reads one client's log in order of time and hands the selected columns to a sink. Selection (which columns of which
/// schema) is worked out once for each schema, not once for each report.
/// </summary>
internal sealed class ReportScanner(SqliteConnection connection, SchemaCache schemas, string client, SeriesSelector selector, ISampleSink sink)
{
    private const int RowsBetweenCancelChecks = 256;

    private const string Rows = """
        SELECT schema, time, payload FROM report
        WHERE client = (SELECT id FROM client WHERE key = @client) AND time > @after AND time <= @until
        ORDER BY time, seq
        """;

    private readonly Dictionary<long, Columns> _plans = [];
    private readonly Dictionary<Series, int> _numbers = [];
    private double[] _values = [];

    /// <summary>Scans after &lt; time ≤ until.</summary>
    public void Scan(long after, long until, CancellationToken cancel)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Rows;
        command.Parameters.AddWithValue("@client", client);
        command.Parameters.AddWithValue("@after", after);
        command.Parameters.AddWithValue("@until", until);
        using var rows = command.ExecuteReader();
        for (var count = 0; rows.Read(); count++)
        {
            if (count % RowsBetweenCancelChecks == 0) cancel.ThrowIfCancellationRequested();
            var plan = Plan(rows.GetInt64(0));
            if (plan.Numbers.Length == 0) continue;
            HandOver(plan, rows.GetInt64(1), rows.GetFieldValue<byte[]>(2));
        }
    }

    private void HandOver(Columns plan, long time, byte[] payload)
    {
        if (_values.Length < plan.Count) _values = new double[plan.Count];
        ValuePacking.Unpack(payload, _values.AsSpan(0, plan.Count));
        for (var i = 0; i < plan.Numbers.Length; i++)
            sink.Samples(plan.Numbers[i], new ReadOnlySpan<long>(in time), _values.AsSpan(plan.Indexes[i], 1));
    }

    private Columns Plan(long schemaId)
    {
        if (_plans.TryGetValue(schemaId, out var known)) return known;
        var schema = schemas.Get(schemaId, id => SchemaRows.Read(connection, id));
        var indexes = new SchemaIndex(schema.Series).Select(selector);
        var numbers = Array.ConvertAll(indexes, i => Number(schema.Series[i]));
        return _plans[schemaId] = new Columns(schema.Series.Count, indexes, numbers);
    }

    /// <summary>A series keeps its number from one schema to the next.</summary>
    private int Number(Series series) =>
        _numbers.TryGetValue(series, out var number) ? number : _numbers[series] = sink.Begin(client, series);

    /// <summary>What to take of one schema's reports: values at <c>Indexes</c>, known to the sink as <c>Numbers</c>.</summary>
    private sealed record Columns(int Count, int[] Indexes, int[] Numbers);
}
