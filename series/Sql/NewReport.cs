namespace Dcmon.TimeSeries.Sql;

/// <summary>A report to be put into the log.</summary>
/// <param name="Client">Row id of its client.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Sequence">The agent's number.</param>
/// <param name="Schema">Row id of its schema.</param>
/// <param name="Sum">The row's checksum.</param>
/// <param name="Payload">Packed values.</param>
/// <param name="Stored">The result of its append.</param>
/// <param name="Place">Its place there; becomes true where it was new.</param>
internal readonly record struct NewReport(
    long Client, long Time, long Sequence, long Schema, long Sum, byte[] Payload, bool[] Stored, int Place)
{
    private const string InsertOne = """
        INSERT INTO report (client, time, seq, schema, sum, payload) VALUES (@client, @time, @seq, @schema, @sum, @payload)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Inserts one after the other; see <see cref="SqlDialect.Insert"/>.</summary>
    public static void InsertEach(SqlSession session, IReadOnlyList<NewReport> reports)
    {
        var insert = session.Command(
            InsertOne, ("@client", 0L), ("@time", 0L), ("@seq", 0L), ("@schema", 0L), ("@sum", 0L), ("@payload", Array.Empty<byte>()));
        for (var i = 0; i < reports.Count; i++)
        {
            var report = reports[i];
            insert.Parameters[0].Value = report.Client;
            insert.Parameters[1].Value = report.Time;
            insert.Parameters[2].Value = report.Sequence;
            insert.Parameters[3].Value = report.Schema;
            insert.Parameters[4].Value = report.Sum;
            insert.Parameters[5].Value = report.Payload;
            report.Stored[report.Place] = insert.ExecuteNonQuery() == 1;
        }
    }
}
