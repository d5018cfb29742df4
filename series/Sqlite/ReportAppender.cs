using Dcmon.Wire.Reports;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>
/// Puts reports into the log. Belongs to the writer's thread, which owns its commands and its memory of row ids.
/// </summary>
internal sealed class ReportAppender(SqliteConnection connection)
{
    private const int MaxRemembered = 10_000;

    private readonly Dictionary<string, long> _clients = [];
    private readonly Dictionary<SchemaHash, long> _schemas = [];

    private readonly SqliteCommand _insert = Command(
        connection,
        "INSERT INTO report (client, time, seq, schema, payload) VALUES (@client, @time, @seq, @schema, @payload) ON CONFLICT DO NOTHING",
        "@client", "@time", "@seq", "@schema", "@payload");

    private readonly SqliteCommand _client = Command(
        connection,
        "INSERT INTO client (key) VALUES (@key) ON CONFLICT (key) DO UPDATE SET key = key RETURNING id",
        "@key");

    private readonly SqliteCommand _schema = Command(
        connection,
        "INSERT INTO schema (hash, body) VALUES (@hash, @body) ON CONFLICT (hash) DO UPDATE SET hash = hash RETURNING id",
        "@hash", "@body");

    private readonly SqliteCommand _findSchema = Command(connection, "SELECT id FROM schema WHERE hash = @hash", "@hash");

    /// <summary>Appends within the transaction; true for each report that was new.</summary>
    public bool[] Append(
        SqliteTransaction transaction, string client, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports)
    {
        foreach (var schema in schemas)
            SchemaId(transaction, schema);
        var clientId = ClientId(transaction, client);

        _insert.Transaction = transaction;
        var stored = new bool[reports.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            var report = reports[i];
            _insert.Parameters[0].Value = clientId;
            _insert.Parameters[1].Value = report.Time;
            _insert.Parameters[2].Value = report.Sequence;
            _insert.Parameters[3].Value = SchemaId(transaction, report.Schema);
            _insert.Parameters[4].Value = report.Values.ToArray();
            stored[i] = _insert.ExecuteNonQuery() == 1;
        }

        return stored;
    }

    /// <summary>Forgets row ids: after a rollback some of them may not exist.</summary>
    public void Forget()
    {
        _clients.Clear();
        _schemas.Clear();
    }

    private long ClientId(SqliteTransaction transaction, string key)
    {
        if (_clients.TryGetValue(key, out var id)) return id;
        if (_clients.Count >= MaxRemembered) _clients.Clear();
        return _clients[key] = Scalar(_client, transaction, key);
    }

    private void SchemaId(SqliteTransaction transaction, Schema schema)
    {
        if (_schemas.ContainsKey(schema.Hash)) return;
        Remember(schema.Hash, Scalar(_schema, transaction, schema.Hash.ToBytes(), schema.Encoded.ToArray()));
    }

    private long SchemaId(SqliteTransaction transaction, SchemaHash hash)
    {
        if (_schemas.TryGetValue(hash, out var id)) return id;
        id = Scalar(_findSchema, transaction, hash.ToBytes());
        Remember(hash, id);
        return id;
    }

    private void Remember(SchemaHash hash, long id)
    {
        if (_schemas.Count >= MaxRemembered) _schemas.Clear();
        _schemas[hash] = id;
    }

    private static long Scalar(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return (long)(command.ExecuteScalar() ?? throw new InvalidOperationException("A report names a schema that is not stored."));
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
