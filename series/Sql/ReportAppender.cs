using System.Runtime.InteropServices;
using Dcmon.Queries;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Puts reports into the log. Belongs to the writer's thread, which owns its memory of row ids.</summary>
/// <param name="dialect">The database.</param>
/// <param name="time">The clock, for when schemas were used.</param>
internal sealed class ReportAppender(SqlDialect dialect, TimeProvider time)
{
    private const int MaxRemembered = 10_000;

    private readonly Dictionary<string, WrittenClient> _clients = [];
    private readonly Dictionary<SchemaHash, (long Id, long Seen)> _schemas = [];
    private readonly SealedReports _sealed = new();

    /// <summary>What this transaction will put into the log.</summary>
    private readonly List<NewReport> _rows = [];

    private readonly ExtrasAppender _extras = new(dialect);

    /// <summary>
    /// A transaction begins. Where others write the same database, all that was known of clients may have changed: what
    /// the transaction has to know of them is read and held at once.
    /// </summary>
    public void Began(SqlSession session, IReadOnlyList<SqlWrite> writes)
    {
        if (!dialect.IsShared) return;
        _clients.Clear();
        var keys = writes.OfType<AppendWrite>().Select(write => write.Client).Distinct().ToArray();
        if (keys.Length == 0) return;
        foreach (var row in dialect.ClientsToWrite(session, keys))
            _clients[row.Key] = new WrittenClient(row);
    }

    /// <summary>Puts into the log what was appended in this transaction so far.</summary>
    public void Flush(SqlSession session)
    {
        if (_rows.Count == 0) return;
        dialect.Insert(session, _rows);
        _rows.Clear();
        _extras.Flush(session);
    }

    /// <summary>Takes the right to write a client's series.</summary>
    public ClientLease Take(SqlSession session, string client)
    {
        _clients.Remove(client);
        var fence = (long)session.Scalar(
            """
            INSERT INTO client (key, fence) VALUES (@key, 1)
            ON CONFLICT (key) DO UPDATE SET fence = client.fence + 1 RETURNING fence
            """,
            ("@key", client))!;
        return new ClientLease(client, fence);
    }

    /// <summary>Appends within the session's transaction; what was new is known once <see cref="Flush"/> was called.</summary>
    /// <exception cref="FencedException">The lease has been taken by another.</exception>
    public Appended Append(
        SqlSession session, ClientLease lease, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports,
        IReadOnlyList<ReportExtras?> extras)
    {
        var client = Client(session, lease.Client);
        if (client.Fence != lease.Fence) throw new FencedException(lease.Client);
        foreach (var schema in schemas)
            Use(session, schema);

        var stored = new bool[reports.Count];
        var news = extras.Count == 0 ? null : new List<ClientEvent>();
        for (var i = 0; i < stored.Length; i++)
        {
            if (reports[i].Time <= client.SealedUntil && IsSealed(session, client, reports[i])) continue;
            _rows.Add(Row(client, reports[i], stored, i));
            if (news is not null && extras[i] is { } carried)
                _extras.Add(client.Id, lease.Client, reports[i].Time, carried, stored, i, news);
        }

        return new Appended(stored, (IReadOnlyList<ClientEvent>?)news ?? []);
    }

    /// <summary>A change has put blocks in the place of reports up to here.</summary>
    public void Sealed(long client, long stop)
    {
        foreach (var each in _clients.Values)
            if (each.Id == client && each.SealedUntil < stop)
                each.SealedUntil = stop;
    }

    /// <summary>Forgets row ids: after a rollback some of them may not exist.</summary>
    public void Forget()
    {
        _clients.Clear();
        _schemas.Clear();
        _rows.Clear();
        _extras.Forget();
    }

    private NewReport Row(WrittenClient client, Report report, bool[] stored, int place)
    {
        var schema = _schemas.TryGetValue(report.Schema, out var known)
            ? known.Id
            : throw new InvalidOperationException("A report names a schema that was not passed with it.");
        var payload = Bytes(report.Values);
        var sum = RowSum.Report(client.Id, report.Time, report.Sequence, schema, payload);
        return new NewReport(client.Id, report.Time, report.Sequence, schema, sum, payload, stored, place);
    }

    private bool IsSealed(SqlSession session, WrittenClient client, Report report)
    {
        using var snapshot = dialect.Snapshot(session);
        return _sealed.Contain(snapshot, client.Id, report.Time, report.Sequence);
    }

    private WrittenClient Client(SqlSession session, string key)
    {
        if (_clients.TryGetValue(key, out var known)) return known;
        // What is shared was read when the transaction began, but for a client that was taken in it.
        if (dialect.ClientsToWrite(session, [key]) is not [var row]) throw new FencedException(key);
        if (_clients.Count >= MaxRemembered) _clients.Clear();
        return _clients[key] = new WrittenClient(row);
    }

    /// <summary>Stores a schema where it is new, and now and then that it is in use.</summary>
    private void Use(SqlSession session, Schema schema)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (_schemas.TryGetValue(schema.Hash, out var known) && now - known.Seen < SchemaRows.SeenEvery) return;
        if (_schemas.Count >= MaxRemembered) _schemas.Clear();
        _schemas[schema.Hash] = (SchemaRows.Store(session, schema, now), now);
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> values) =>
        MemoryMarshal.TryGetArray(values, out var whole) && whole.Offset == 0 && whole.Count == whole.Array!.Length
            ? whole.Array
            : values.ToArray();

    private sealed class WrittenClient(ClientRow row)
    {
        public long Id => row.Id;

        public long Fence => row.Fence;

        /// <summary>No block holds a report after this time.</summary>
        public long SealedUntil { get; set; } = row.SealedUntil;
    }
}
