using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Carries out changes of blocks, within the writer's transaction.</summary>
internal static class BlockChanges
{
    /// <summary>
    /// Carries out a change; false where what it replaces is not there any more. That is found out before anything is
    /// touched: the transaction is shared with the appends of others.
    /// </summary>
    /// <param name="dialect">The database.</param>
    /// <param name="session">In a transaction.</param>
    /// <param name="change">The change.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static bool Apply(SqlDialect dialect, SqlSession session, BlockChange change, long now)
    {
        dialect.HoldClient(session, change.Client);
        if (!IsCurrent(session, change)) return false;
        foreach (var report in change.DamagedReports)
            session.Execute(
                """
                INSERT INTO damaged_report (client, time, seq, schema, sum, payload, found)
                SELECT client, time, seq, schema, sum, payload, @found FROM report WHERE client = @client AND time = @time AND seq = @seq
                """,
                ("@found", now), ("@client", change.Client), ("@time", report.Time), ("@seq", report.Sequence));
        foreach (var range in change.Reports)
            session.Execute(
                "DELETE FROM report WHERE client = @client AND time > @after AND time <= @until",
                ("@client", change.Client), ("@after", range.After), ("@until", range.Until));
        foreach (var (block, reason) in change.SetAside)
            session.Execute(
                """
                INSERT INTO damaged_block (id, client, tier, start, stop, schema, sum, head, data, found, reason)
                SELECT id, client, tier, start, stop, schema, sum, head, data, @found, @reason FROM block WHERE id = @id
                """,
                ("@found", now), ("@reason", reason), ("@id", block));
        foreach (var id in change.SetAside.Select(each => each.Block).Concat(change.Remove))
            session.Execute("DELETE FROM block WHERE id = @id", ("@id", id));
        foreach (var block in change.Insert)
            Insert(session, change.Client, block, now);
        return true;
    }

    private static bool IsCurrent(SqlSession session, BlockChange change)
    {
        foreach (var range in change.Reports)
            if ((long)session.Scalar(
                    "SELECT count(*) FROM report WHERE client = @client AND time > @after AND time <= @until",
                    ("@client", change.Client), ("@after", range.After), ("@until", range.Until))! != range.Count)
                return false;
        return change.SetAside.Select(each => each.Block).Concat(change.Remove)
            .All(id => session.Scalar("SELECT id FROM block WHERE id = @id", ("@id", id)) is not null);
    }

    private static void Insert(SqlSession session, long client, NewBlock block, long now)
    {
        var schema = SchemaRows.Store(session, block.Schema, now);
        session.Execute(
            """
            INSERT INTO block (client, tier, start, stop, schema, sum, head, data)
            VALUES (@client, @tier, @start, @stop, @schema, @sum, @head, @data)
            """,
            ("@client", client),
            ("@tier", (long)block.Tier),
            ("@start", block.Start),
            ("@stop", block.Stop),
            ("@schema", schema),
            ("@sum", RowSum.Block(client, block.Tier, block.Start, block.Stop, schema, block.Bytes.Head)),
            ("@head", block.Bytes.Head),
            ("@data", block.Bytes.Data));
    }
}
