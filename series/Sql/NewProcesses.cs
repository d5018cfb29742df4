namespace Dcmon.TimeSeries.Sql;

/// <summary>A process table to be stored.</summary>
/// <param name="Client">Row id of its client.</param>
/// <param name="Time">Time of its report, Unix milliseconds.</param>
/// <param name="Body">The table, encoded.</param>
internal readonly record struct NewProcesses(long Client, long Time, byte[] Body)
{
    private const string InsertOne =
        "INSERT INTO process_table (client, time, sum, body) VALUES (@client, @time, @sum, @body) ON CONFLICT DO NOTHING";

    /// <summary>The row's checksum.</summary>
    public long Sum => RowSum.Processes(Client, Time, Body);

    /// <summary>Inserts one after the other; see <see cref="SqlDialect.InsertProcesses"/>.</summary>
    public static void InsertEach(SqlSession session, IReadOnlyList<NewProcesses> tables)
    {
        foreach (var each in tables)
            session.Execute(InsertOne, ("@client", each.Client), ("@time", each.Time), ("@sum", each.Sum), ("@body", each.Body));
    }
}
