using System.Data;
using System.Data.Common;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Storage;
using Npgsql;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>The series in a PostgreSQL database, which several processes may share.</summary>
internal sealed class PostgresDialect(PostgresConnections connections) : SqlDialect
{
    private const string HoldAndSelect = $"""
        SELECT id FROM client WHERE key = ANY (@keys) ORDER BY id FOR NO KEY UPDATE;
        {SelectClients} WHERE key = ANY (@keys)
        """;

    private readonly MaintenanceRight _maintenance = new(connections);

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override DbConnection OpenWriter() => connections.OpenWriter();

    /// <inheritdoc/>
    public override DbConnection OpenReader() => connections.OpenReader();

    /// <inheritdoc/>
    public override DbTransaction BeginSnapshot(DbConnection connection) =>
        ((NpgsqlConnection)connection).BeginTransaction(IsolationLevel.RepeatableRead);

    /// <inheritdoc/>
    public override SqlSnapshot Snapshot(SqlSession session) => new PostgresSnapshot(session);

    /// <summary>
    /// Two statements in one round trip: the first may have to wait for a transaction that changes a client's blocks, and the
    /// second has to see its changes. A single statement sees the state at its start. All lock rows in one order, so that there
    /// is no deadlock.
    /// </summary>
    public override IReadOnlyList<ClientRow> ClientsToWrite(SqlSession session, string[] keys)
    {
        var found = new List<ClientRow>(keys.Length);
        using var rows = session.Command(HoldAndSelect, ("@keys", keys)).ExecuteReader();
        rows.NextResult();
        while (rows.Read())
            found.Add(ReadClient(rows));
        return found;
    }

    /// <inheritdoc/>
    public override void HoldClient(SqlSession session, long client) =>
        session.Scalar("SELECT id FROM client WHERE id = @id FOR NO KEY UPDATE", ("@id", client));

    /// <inheritdoc/>
    public override void Insert(SqlSession session, IReadOnlyList<NewReport> reports) => ManyReports.Insert(session, reports);

    /// <inheritdoc/>
    public override void InsertEvents(SqlSession session, IReadOnlyList<NewEvent> events) => ManyExtras.InsertEvents(session, events);

    /// <inheritdoc/>
    public override void InsertProcesses(SqlSession session, IReadOnlyList<NewProcesses> tables) =>
        ManyExtras.InsertProcesses(session, tables);

    /// <inheritdoc/>
    public override bool MayMaintain() => _maintenance.IsHeld();

    /// <summary>
    /// The blocks alone, which are counted to the byte as they come and go; the server does not report free disk space.
    /// </summary>
    public override StoreSize Measure(SqlSession session)
    {
        var used = (long)session.Scalar("SELECT bytes FROM block_size")!;
        var files = (long)session.Scalar("SELECT pg_total_relation_size('block')")!;
        return new StoreSize(used, Math.Max(0, files - used), null, BlocksOnly: true);
    }

    /// <summary>
    /// Nothing to be done: autovacuum makes room for new rows where others went, and the files stay as large as they are.
    /// </summary>
    public override bool GiveBack(SqlSession session, bool everything) => false;

    /// <inheritdoc/>
    public override void Dispose() => _maintenance.Dispose();
}
