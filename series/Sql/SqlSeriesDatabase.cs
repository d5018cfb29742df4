using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Sql;

/// <summary>The engine's database: one writer, a few readers, whatever SQL database it is.</summary>
internal sealed class SqlSeriesDatabase : ISeriesDatabase, IHousekeeping
{
    private readonly SqlDialect _dialect;
    private readonly TimeProvider _time;
    private readonly SqlWriter _writer;
    private readonly SqlReaders _readers;

    /// <summary>Belongs to the writer's thread.</summary>
    private readonly ReportAppender _appender;

    /// <summary>Opens the database; its tables are made where they are missing.</summary>
    public SqlSeriesDatabase(SqlDialect dialect, TimeProvider time)
    {
        _dialect = dialect;
        _time = time;
        _appender = new ReportAppender(dialect, time);
        _writer = new SqlWriter(new SqlWriterOptions("writer of series", dialect.OpenWriter)
        {
            Began = _appender.Began,
            Ending = _appender.Flush,
            RolledBack = _appender.Forget,
            Trouble = dialect.Trouble,
            Time = time,
        });
        _readers = new SqlReaders(dialect.OpenReader);
    }

    /// <inheritdoc/>
    public bool IsShared => _dialect.IsShared;

    /// <inheritdoc/>
    public int QueueLength => _writer.QueueLength;

    /// <inheritdoc/>
    public long Commits => _writer.Commits;

    /// <inheritdoc/>
    public TimeSpan CommitTime => _writer.CommitTime;

    /// <inheritdoc/>
    public string? Trouble => _writer.Trouble;

    /// <inheritdoc/>
    public IHousekeeping Housekeeping => this;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task<ClientLease> TakeAsync(string client, CancellationToken cancel) =>
        _writer.WriteAsync(session => _appender.Take(session, client), cancel: cancel);

    /// <inheritdoc/>
    public Task<Appended> AppendAsync(
        ClientLease lease, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports, IReadOnlyList<ReportExtras?> extras,
        CancellationToken cancel)
    {
        var size = 0;
        for (var i = 0; i < reports.Count; i++)
            size += reports[i].Values.Length + reports[i].Extras.Length;
        return _writer.WriteAsync(
            new AppendWrite(lease.Client, session => _appender.Append(session, lease, schemas, reports, extras), size), cancel);
    }

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<ISeriesSnapshot, T> read, CancellationToken cancel) =>
        _readers.ReadAsync(
            session =>
            {
                using var transaction = session.Begin(_dialect.BeginSnapshot);
                using var snapshot = _dialect.Snapshot(session);
                return read(snapshot);
            },
            cancel);

    /// <inheritdoc/>
    public Task<bool> ChangeAsync(BlockChange change, CancellationToken cancel) =>
        _writer.WriteAsync(
            session =>
            {
                // A change looks at the reports that are there.
                _appender.Flush(session);
                if (!BlockChanges.Apply(_dialect, session, change, Now)) return false;
                foreach (var block in change.Insert)
                    if (block.Tier == Tier.Raw)
                        _appender.Sealed(change.Client, block.Stop);
                return true;
            },
            change.Insert.Sum(block => block.Bytes.Data.Length),
            cancel: cancel);

    /// <inheritdoc/>
    public Task<bool> MayMaintainAsync() => _dialect.IsShared ? Task.Run(_dialect.MayMaintain) : Task.FromResult(true);

    /// <inheritdoc/>
    public Task<int> ExpireAsync(Tier tier, long before, int most) => _writer.WriteAsync(session => session.Execute(
        "DELETE FROM block WHERE id IN (SELECT id FROM block WHERE tier = @tier AND stop <= @before ORDER BY stop LIMIT @most)",
        ("@tier", (long)tier), ("@before", before), ("@most", (long)most)));

    /// <inheritdoc/>
    public Task<int> ExpireEventsAsync(long before, int most) => _writer.WriteAsync(session => session.Execute(
        "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE time < @before ORDER BY time LIMIT @most)",
        ("@before", before), ("@most", (long)most)));

    /// <inheritdoc/>
    public Task<int> ExpireEventsOfLargestAsync(int most) => _writer.WriteAsync(session => RestRows.DeleteEventsOfLargest(session, most));

    /// <inheritdoc/>
    public Task<int> ExpireProcessesAsync(long before, int most) => _writer.WriteAsync(session => session.Execute(
        "DELETE FROM process_table WHERE id IN (SELECT id FROM process_table WHERE time < @before ORDER BY time LIMIT @most)",
        ("@before", before), ("@most", (long)most)));

    /// <inheritdoc/>
    public async Task<int> DropUnusedSchemasAsync(long unusedSince)
    {
        var unused = await _readers.ReadAsync(session => UnusedSchemas.Find(session, unusedSince), default).ConfigureAwait(false);
        // A report or block that is stored concurrently marks its schema as in use.
        return unused.Count == 0 ? 0 : await _writer.WriteAsync(session => unused.Sum(id => session.Execute(
            "DELETE FROM schema WHERE id = @id AND seen < @since", ("@id", id), ("@since", unusedSince)))).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<StoreSize> MeasureAsync() => _readers.ReadAsync(_dialect.Measure, default);

    /// <inheritdoc/>
    public Task<RestSize> MeasureRestAsync() => _readers.ReadAsync(RestRows.Measure, default);

    /// <inheritdoc/>
    public Task<bool> GiveBackAsync(bool everything) => _writer.WriteAsync(session => _dialect.GiveBack(session, everything));

    /// <inheritdoc/>
    public Task<bool> SettleAsync() => _writer.WriteAsync(
        session =>
        {
            _dialect.Settle(session);
            return true;
        },
        alone: true);

    /// <summary>Runs a statement on the writer's session; for tests.</summary>
    internal Task<int> ExecuteAsync(string sql) => _writer.WriteAsync(session => session.Execute(sql));

    /// <summary>Asks for one value on the writer's session; for tests.</summary>
    internal Task<object?> ScalarAsync(string sql) => _writer.WriteAsync(session => session.Scalar(sql));

    /// <summary>Commits what is queued and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        // The writer last: SQLite puts its log into the file when the last connection closes, if that one may write.
        _readers.Dispose();
        await _writer.DisposeAsync().ConfigureAwait(false);
        _dialect.Dispose();
    }
}
