using Dcmon.TimeSeries.Sql;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>Puts many reports into the log by one statement.</summary>
internal static class ManyReports
{
    private const string InsertMany = """
        INSERT INTO report (client, time, seq, schema, sum, payload)
        SELECT @client, * FROM unnest(@time, @seq, @schema, @sum, @payload)
        ON CONFLICT DO NOTHING RETURNING time, seq
        """;

    /// <summary>See <see cref="SqlDialect.Insert"/>.</summary>
    public static void Insert(SqlSession session, long client, ReadOnlySpan<NewReport> reports, Span<bool> stored)
    {
        var (times, sequences) = (new long[reports.Length], new long[reports.Length]);
        var (schemas, sums, payloads) = (new long[reports.Length], new long[reports.Length], new byte[reports.Length][]);
        for (var i = 0; i < reports.Length; i++)
        {
            (times[i], sequences[i]) = (reports[i].Time, reports[i].Sequence);
            (schemas[i], sums[i], payloads[i]) = (reports[i].Schema, reports[i].Sum, reports[i].Payload);
        }

        var inserted = new HashSet<(long, long)>(reports.Length);
        using (var rows = session.Command(
            InsertMany, ("@client", client), ("@time", times), ("@seq", sequences), ("@schema", schemas), ("@sum", sums), ("@payload", payloads))
            .ExecuteReader())
            while (rows.Read())
                inserted.Add((rows.GetInt64(0), rows.GetInt64(1)));

        // Where a report came twice in one append, the first counts.
        foreach (var report in reports)
            stored[report.Place] = inserted.Remove((report.Time, report.Sequence));
    }
}
