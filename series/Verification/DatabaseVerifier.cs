using System.Data.Common;
using Dcmon.TimeSeries.Sql;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Verification;

/// <summary>
/// Checks every row of a series database: checksums, references, order. What is the database's own (pages, indexes)
/// is for the database to verify. Nothing is changed, and no more than one block is held in memory.
/// </summary>
internal sealed class DatabaseVerifier(SqlSession session, Action<Finding> found, CancellationToken cancel)
{
    private readonly TableReader _tables = new(session, found, cancel);
    private readonly HashSet<long> _clients = [];
    private readonly Dictionary<long, int> _widths = [];
    private readonly BlockCheck _blocks = new();
    private double[] _values = [];
    private (long Client, long Tier, long Stop) _before = (-1, -1, 0);

    /// <summary>Checks all tables.</summary>
    /// <param name="own">What the database has found out about itself.</param>
    public VerifiedCounts Run(IEnumerable<string> own)
    {
        Own(own);
        var clients = _tables.Each("client", "SELECT id, key FROM client", Client);
        var schemas = _tables.Each("schema", "SELECT id, hash, body FROM schema", Schema);
        var reports = _tables.Each("report", "SELECT id, client, time, seq, schema, payload, sum FROM report", Report);
        var blocks = _tables.Each("block", StoredBlock.Select, Block);
        var events = _tables.Each("event", "SELECT id, client, time, severity, sum, body, kind, key FROM event", Event);
        var tables = _tables.Each("process_table", "SELECT id, client, time, sum, body FROM process_table", Processes);
        return new VerifiedCounts(clients, schemas, reports, blocks, events, tables, _tables.Findings);
    }

    private void Own(IEnumerable<string> problems)
    {
        try
        {
            foreach (var problem in problems)
                _tables.Found("database", problem);
        }
        catch (DbException unreadable)
        {
            _tables.Found("database", $"It cannot verify itself: {unreadable.Message}");
        }
    }

    private void Client(DbDataReader row, string name)
    {
        _clients.Add(row.GetInt64(0));
        if (row.GetString(1).Length == 0) _tables.Found(name, "It has no id.");
    }

    private void Schema(DbDataReader row, string name)
    {
        // Known even where it is damaged, so that what names it is not reported too.
        _widths[row.GetInt64(0)] = -1;
        if (SchemaRows.Decode(row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2)) is { } schema)
            _widths[row.GetInt64(0)] = schema.Series.Count;
        else
            _tables.Found(name, "It does not match its hash.");
    }

    private void Report(DbDataReader row, string name)
    {
        var (client, time, sequence, schema, payload) =
            (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetFieldValue<byte[]>(5));
        // Reports of the first version of the format have no checksum.
        if (!row.IsDBNull(6) && row.GetInt64(6) != RowSum.Report(client, time, sequence, schema, payload))
        {
            _tables.Found(name, "It does not match its checksum.");
            return;
        }

        if (Width(name, client, schema) is not { } width) return;
        if (_values.Length < width) _values = new double[width];
        ValuePacking.Unpack(payload, _values.AsSpan(0, width));
    }

    private void Block(DbDataReader row, string name)
    {
        var block = StoredBlock.Read(row);
        if (_before.Client == block.Client && _before.Tier == block.Tier && block.Start < _before.Stop)
            _tables.Found(name, "It overlaps the block before it.");
        _before = (block.Client, block.Tier, block.Stop);
        if (Width(name, block.Client, block.Schema) is not { } width) return;
        if (_blocks.Problem(block, width) is { } problem) _tables.Found(name, problem);
    }

    private void Event(DbDataReader row, string name)
    {
        if (!_clients.Contains(row.GetInt64(1))) _tables.Found(name, $"Its client {row.GetInt64(1)} does not exist.");
        if (ExtrasRows.TryReadEvent(row) is not { } happened) _tables.Found(name, "It does not match its checksum.");
        else if ((happened.Kind, happened.Key) != (row.GetString(6), row.GetString(7)))
            _tables.Found(name, "Its kind or key is not that of its body.");
    }

    private void Processes(DbDataReader row, string name)
    {
        if (!_clients.Contains(row.GetInt64(1))) _tables.Found(name, $"Its client {row.GetInt64(1)} does not exist.");
        if (ExtrasRows.TryReadProcesses(row) is null) _tables.Found(name, "It does not match its checksum.");
    }

    /// <summary>How many series the schema has; null where that or the client is not known.</summary>
    private int? Width(string name, long client, long schema)
    {
        if (!_clients.Contains(client)) _tables.Found(name, $"Its client {client} does not exist.");
        if (!_widths.TryGetValue(schema, out var width)) _tables.Found(name, $"Its schema {schema} does not exist.");
        else if (width >= 0) return width;
        return null;
    }
}
