using Dcmon.TimeSeries.Sql;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>
/// Stores the events and process tables of a transaction by one statement each, as <see cref="ManyReports"/> does reports.
/// </summary>
internal static class ManyExtras
{
    private const string EventsSql = """
        INSERT INTO event (client, time, severity, kind, key, sum, body)
        SELECT * FROM unnest(@client, @time, @severity, @kind, @key, @sum, @body)
        ON CONFLICT DO NOTHING RETURNING id, client, kind, key
        """;

    private const string ProcessesSql = """
        INSERT INTO process_table (client, time, sum, body)
        SELECT * FROM unnest(@client, @time, @sum, @body)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Stores events.</summary>
    public static void InsertEvents(SqlSession session, IReadOnlyList<NewEvent> events)
    {
        var inserted = new Dictionary<(long, string, string), long>(events.Count);
        using (var rows = session.Command(
            EventsSql,
            ("@client", Column(events, each => each.Client)),
            ("@time", Column(events, each => each.Event.Time)),
            ("@severity", Column(events, each => (long)each.Event.Severity)),
            ("@kind", Column(events, each => each.Event.Kind)),
            ("@key", Column(events, each => each.Event.Key)),
            ("@sum", Column(events, each => each.Sum)),
            ("@body", Column(events, each => each.Body))).ExecuteReader())
            while (rows.Read())
                inserted.Add((rows.GetInt64(1), rows.GetString(2), rows.GetString(3)), rows.GetInt64(0));

        // Where an event occurs twice in one transaction, the first counts.
        foreach (var each in events)
            if (inserted.Remove((each.Client, each.Event.Kind, each.Event.Key), out var id)) each.WasNew(id);
    }

    /// <summary>Stores process tables.</summary>
    public static void InsertProcesses(SqlSession session, IReadOnlyList<NewProcesses> tables) => session.Execute(
        ProcessesSql,
        ("@client", Column(tables, each => each.Client)),
        ("@time", Column(tables, each => each.Time)),
        ("@sum", Column(tables, each => each.Sum)),
        ("@body", Column(tables, each => each.Body)));

    private static TColumn[] Column<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> value)
    {
        var column = new TColumn[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        return column;
    }
}
