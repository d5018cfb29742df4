using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Sql;

/// <summary>What a database holds beside its blocks.</summary>
internal static class RestRows
{
    /// <summary>A row with its entries in indexes, without its body; roughly, in either database.</summary>
    private const int RowBytes = 150;

    /// <summary>Adds up bodies: neither database says how many bytes of a table are in use.</summary>
    public static RestSize Measure(SqlSession session) => new(
        Sum(session, "report", "LENGTH(payload)"), Sum(session, "event", "LENGTH(body) + LENGTH(key)"), Sum(session, "process_table", "LENGTH(body)"));

    /// <summary>Deletes the oldest events of the client that has most bytes of them; how many.</summary>
    public static int DeleteEventsOfLargest(SqlSession session, int most) => session.Execute(
        """
        DELETE FROM event WHERE id IN (
            SELECT id FROM event
            WHERE client = (SELECT client FROM event GROUP BY client ORDER BY SUM(LENGTH(body)) DESC, client LIMIT 1)
            ORDER BY time LIMIT @most)
        """,
        ("@most", (long)most));

    private static long Sum(SqlSession session, string table, string bytes) =>
        (long)session.Scalar($"SELECT COALESCE(SUM({RowBytes} + {bytes}), 0) FROM {table}")!;
}
