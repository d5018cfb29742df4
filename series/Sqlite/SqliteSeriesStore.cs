using Dcmon.TimeSeries.Selection;
using Dcmon.Wire.Reports;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>The series store in one SQLite file: the report log, one writer, group commit, a few readers.</summary>
public sealed class SqliteSeriesStore : ISeriesStore, IAsyncDisposable
{
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly SchemaCache _schemas = new();

    /// <summary>Belongs to the writer's thread.</summary>
    private ReportAppender? _appender;

    /// <summary>Opens the file, made if missing.</summary>
    public SqliteSeriesStore(string path)
    {
        _writer = new SqliteWriter(path, SeriesTables.Prepare, () => _appender?.Forget());
        _readers = new SqliteReaders(path);
    }

    /// <summary>Commits so far; many appends may share one.</summary>
    public long Commits => _writer.Commits;

    /// <summary>Appends that wait for the next commit.</summary>
    public int QueueLength => _writer.QueueLength;

    /// <inheritdoc/>
    public async ValueTask<bool[]> AppendAsync(
        string client, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports, CancellationToken cancel) =>
        await _writer.WriteAsync(
            (connection, transaction) => Append(connection, transaction, client, schemas, reports),
            reports.Sum(report => report.Values.Length),
            cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<Schema?> FindSchemaAsync(SchemaHash hash, CancellationToken cancel) =>
        await _readers.ReadAsync(connection => SchemaRows.Find(connection, hash), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<Report?> FindLatestAsync(string client, CancellationToken cancel) =>
        await _readers.ReadAsync(connection => ReadLatest(connection, client), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task ScanAsync(
        string client, SeriesSelector selector, long after, long until, ISampleSink sink, CancellationToken cancel) =>
        _readers.ReadAsync(
            connection =>
            {
                new ReportScanner(connection, _schemas, client, selector, sink).Scan(after, until, cancel);
                return true;
            },
            cancel);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ListClientsAsync(CancellationToken cancel) =>
        await _readers.ReadAsync(ReadClients, cancel).ConfigureAwait(false);

    /// <summary>Commits what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _readers.Dispose();
    }

    /// <summary>Runs a statement on the writer's connection, outside of a transaction's data; for tests of a full disk.</summary>
    internal Task<bool> ExecuteAsync(string sql) => _writer.WriteAsync((connection, transaction) =>
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
        return true;
    });

    private bool[] Append(
        SqliteConnection connection,
        SqliteTransaction transaction,
        string client,
        IReadOnlyList<Schema> schemas,
        IReadOnlyList<Report> reports)
    {
        _appender ??= new ReportAppender(connection);
        return _appender.Append(transaction, client, schemas, reports);
    }

    private static Report? ReadLatest(SqliteConnection connection, string client)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT report.seq, report.time, schema.hash, report.payload
            FROM report JOIN schema ON schema.id = report.schema
            WHERE client = (SELECT id FROM client WHERE key = @client)
            ORDER BY time DESC, seq DESC LIMIT 1
            """;
        command.Parameters.AddWithValue("@client", client);
        using var rows = command.ExecuteReader();
        return rows.Read()
            ? new Report(rows.GetInt64(0), rows.GetInt64(1), SchemaHash.Read(rows.GetFieldValue<byte[]>(2)), rows.GetFieldValue<byte[]>(3))
            : null;
    }

    private static List<string> ReadClients(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key FROM client ORDER BY key";
        using var rows = command.ExecuteReader();
        var keys = new List<string>();
        while (rows.Read())
            keys.Add(rows.GetString(0));
        return keys;
    }
}
