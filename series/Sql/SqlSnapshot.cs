using System.Data.Common;
using Dcmon.Queries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Reads that are the same SQL for all databases.</summary>
internal abstract class SqlSnapshot(SqlSession session) : ISeriesSnapshot, IDisposable
{
    /// <summary>The session that reads.</summary>
    protected SqlSession Session { get; } = session;

    /// <inheritdoc/>
    public IReadOnlyList<(long Id, string Key)> Clients()
    {
        var clients = new List<(long, string)>();
        using var rows = Session.Command("SELECT id, key FROM client ORDER BY key").ExecuteReader();
        while (rows.Read())
            clients.Add((rows.GetInt64(0), rows.GetString(1)));
        return clients;
    }

    /// <inheritdoc/>
    public StoreRows CountRows() => new(
        (long)Session.Scalar("SELECT count(*) FROM block")!, (long)Session.Scalar("SELECT count(*) FROM report")!);

    /// <inheritdoc/>
    public long? FindClient(string key) => (long?)Session.Scalar("SELECT id FROM client WHERE key = @key", ("@key", key));

    /// <inheritdoc/>
    public Schema ReadSchema(long id) => SchemaRows.Read(Session, id);

    /// <inheritdoc/>
    public Schema? FindSchema(SchemaHash hash) => SchemaRows.Find(Session, hash);

    /// <inheritdoc/>
    public IReadOnlyList<BlockRow> Blocks(long client, Tier tier, long after, long until)
    {
        var blocks = new List<BlockRow>();
        using var rows = Session.Command(
            """
            SELECT id, start, stop, schema, head, sum FROM block
            WHERE client = @client AND tier = @tier AND stop > @after AND start < @until ORDER BY stop
            """,
            ("@client", client), ("@tier", (long)tier), ("@after", after), ("@until", until)).ExecuteReader();
        while (rows.Read())
            blocks.Add(Block(client, tier, rows));
        return blocks;
    }

    /// <inheritdoc/>
    public IReadOnlyList<BlockKey> BlockKeys(long client, long after, long until)
    {
        var keys = new List<BlockKey>();
        using var rows = Session.Command(
            """
            SELECT id, tier, start, stop FROM block
            WHERE client = @client AND tier IN (0, 1, 2) AND stop > @after AND start < @until ORDER BY tier, stop
            """,
            ("@client", client), ("@after", after), ("@until", until)).ExecuteReader();
        while (rows.Read())
            keys.Add(new BlockKey(rows.GetInt64(0), (Tier)rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)));
        return keys;
    }

    /// <inheritdoc/>
    public BlockRow? LastBlock(long client, Tier tier, long until)
    {
        using var rows = Session.Command(
            """
            SELECT id, start, stop, schema, head, sum FROM block
            WHERE client = @client AND tier = @tier AND stop <= @until ORDER BY stop DESC LIMIT 1
            """,
            ("@client", client), ("@tier", (long)tier), ("@until", until)).ExecuteReader();
        return rows.Read() ? Block(client, tier, rows) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(long Client, long Start, long Stop)> SmallRawBlocks(long before) => Stretches(Session.Command(
        "SELECT client, start, stop FROM block WHERE stop - start < 86400000 AND tier = 0 AND stop <= @before ORDER BY stop",
        ("@before", before)));

    /// <inheritdoc/>
    public IReadOnlyList<(long Client, long Start, long Stop)> HourBlocks() =>
        Stretches(Session.Command("SELECT client, start, stop FROM block WHERE tier = 2 ORDER BY client, stop"));

    /// <inheritdoc/>
    public IReadOnlyList<long> SchemasUsed(long client, long after, long until)
    {
        var ids = new List<long>();
        using var rows = Session.Command(
            """
            SELECT schema FROM block WHERE client = @client AND stop > @after AND start < @until
            UNION SELECT schema FROM report WHERE client = @client AND time > @after AND time <= @until
            """,
            ("@client", client), ("@after", after), ("@until", until)).ExecuteReader();
        while (rows.Read())
            ids.Add(rows.GetInt64(0));
        return ids;
    }

    /// <inheritdoc/>
    public abstract void ReadData(BlockRow block, int offset, Span<byte> into);

    /// <inheritdoc/>
    public virtual IEnumerable<LogRow> Reports(long client, long after, long until)
    {
        using var rows = Session.Command(
            """
            SELECT time, seq, schema, payload, sum FROM report
            WHERE client = @client AND time > @after AND time <= @until ORDER BY time, seq
            """,
            ("@client", client), ("@after", after), ("@until", until)).ExecuteReader();
        while (rows.Read())
            yield return Row(client, rows);
    }

    /// <inheritdoc/>
    public (long Reports, long Bytes) CountReports(long client, long after, long until)
    {
        using var rows = Session.Command(
            "SELECT count(*), CAST(coalesce(sum(length(payload)), 0) AS BIGINT) FROM report WHERE client = @client AND time > @after AND time <= @until",
            ("@client", client), ("@after", after), ("@until", until)).ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), rows.GetInt64(1)) : default;
    }

    /// <inheritdoc/>
    public IReadOnlyList<TileMark> TileMarks(long client, long after, long until, long width)
    {
        var marks = new List<TileMark>();
        using var rows = Session.Command(
            """
            SELECT (time - 1) / @width, min(time), max(time), count(*), CAST(sum((time % 1000003) * (seq % 1000003 + 1)) AS BIGINT) FROM report
            WHERE client = @client AND time > @after AND time <= @until GROUP BY 1 ORDER BY 1
            """,
            ("@client", client), ("@after", after), ("@until", until), ("@width", width)).ExecuteReader();
        while (rows.Read())
            marks.Add(new TileMark(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4)));
        return marks;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Client, long Stop)> LoggedWindows()
    {
        // From window to window along the key: reading every row of the log would take minutes.
        var windows = new List<(string, long)>();
        using var rows = Session.Command(
            """
            WITH RECURSIVE logged (client, time) AS (
                SELECT id, (SELECT min(time) FROM report WHERE client = client.id) FROM client
                UNION ALL
                SELECT client, (
                    SELECT min(time) FROM report
                    WHERE client = logged.client AND time > logged.time + ((-logged.time) % @width + @width) % @width)
                FROM logged WHERE time IS NOT NULL)
            SELECT key, time FROM logged JOIN client ON client.id = logged.client WHERE time IS NOT NULL
            """,
            ("@width", Spans.Window)).ExecuteReader();
        while (rows.Read())
            windows.Add((rows.GetString(0), Spans.Stop(rows.GetInt64(1), Spans.Window)));
        return windows;
    }

    /// <inheritdoc/>
    public LogRow? NewestReport(long client, int? source)
    {
        var (first, last) = source is { } number
            ? (ReportSource.Number(number, 0), ReportSource.Number(number, Report.SequenceLimit - 1))
            : (long.MinValue, long.MaxValue);
        using var rows = Session.Command(
            """
            SELECT time, seq, schema, payload, sum FROM report
            WHERE client = @client AND seq BETWEEN @first AND @last ORDER BY time DESC, seq DESC LIMIT 1
            """,
            ("@client", client), ("@first", first), ("@last", last)).ExecuteReader();
        return rows.Read() ? Row(client, rows) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ClientEvent> Events(EventsQuery query)
    {
        if (query.Client is null) return ExtrasRows.Events(Session, query, null);
        return FindClient(query.Client) is { } client ? ExtrasRows.Events(Session, query, client) : [];
    }

    /// <inheritdoc/>
    public ProcessesAnswer? Processes(long client, long at) => ExtrasRows.Processes(Session, client, at);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    private static BlockRow Block(long client, Tier tier, DbDataReader rows)
    {
        var (start, stop, schema, head) = (rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetFieldValue<byte[]>(4));
        var intact = rows.GetInt64(5) == RowSum.Block(client, tier, start, stop, schema, head);
        return new BlockRow(rows.GetInt64(0), tier, start, stop, schema, head, intact);
    }

    private static List<(long, long, long)> Stretches(DbCommand command)
    {
        var found = new List<(long, long, long)>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
            found.Add((rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2)));
        return found;
    }

    /// <summary>Reports of the first version of the format have no checksum.</summary>
    private static LogRow Row(long client, DbDataReader rows)
    {
        var (time, sequence, schema, payload) = (rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetFieldValue<byte[]>(3));
        var intact = rows.IsDBNull(4) || rows.GetInt64(4) == RowSum.Report(client, time, sequence, schema, payload);
        return new LogRow(time, sequence, schema, payload, intact);
    }
}
