using Dcmon.TimeSeries.Sql;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>
/// Appends all reports of a transaction to the log in one statement. COPY would be no faster for so few rows, and cannot
/// skip those that are already there.
/// </summary>
internal static class ManyReports
{
    private const string InsertMany = """
        INSERT INTO report (client, time, seq, schema, sum, payload)
        SELECT * FROM unnest(@client, @time, @seq, @schema, @sum, @payload)
        ON CONFLICT DO NOTHING RETURNING client, time, seq
        """;

    /// <summary>See <see cref="SqlDialect.Insert"/>.</summary>
    public static void Insert(SqlSession session, IReadOnlyList<NewReport> reports)
    {
        var inserted = new HashSet<(long, long, long)>(reports.Count);
        using (var rows = session.Command(
            InsertMany,
            ("@client", Column(reports, report => report.Client)),
            ("@time", Column(reports, report => report.Time)),
            ("@seq", Column(reports, report => report.Sequence)),
            ("@schema", Column(reports, report => report.Schema)),
            ("@sum", Column(reports, report => report.Sum)),
            ("@payload", Column(reports, report => report.Payload))).ExecuteReader())
            while (rows.Read())
                inserted.Add((rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2)));

        // Where a report occurs twice in one transaction, the first counts.
        foreach (var report in reports)
            report.Stored[report.Place] = inserted.Remove((report.Client, report.Time, report.Sequence));
    }

    private static T[] Column<T>(IReadOnlyList<NewReport> reports, Func<NewReport, T> value)
    {
        var column = new T[reports.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(reports[i]);
        return column;
    }
}
