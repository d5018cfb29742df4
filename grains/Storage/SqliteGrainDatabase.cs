using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Dcmon.Grains.Storage;

/// <summary>
/// One connection, used by one thread of its own: SQLite's calls block, and a grain's turn must not. Operations run
/// in the order in which they came. An operation that fails closes the connection; the next opens another.
/// </summary>
internal sealed class SqliteGrainDatabase : IAsyncDisposable
{
    private readonly string _path;
    private readonly int _busyTimeoutSeconds;
    private readonly Channel<Action> _operations = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Owned by the thread.
    private SqliteConnection? _connection;

    public SqliteGrainDatabase(string path, TimeSpan busyTimeout)
    {
        _path = path;
        _busyTimeoutSeconds = Math.Max(1, (int)busyTimeout.TotalSeconds);
        new Thread(Run) { IsBackground = true, Name = "grain storage" }.Start();
    }

    /// <summary>Runs an operation on the database's thread. Its exceptions come out of the task.</summary>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> operation)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = _operations.Writer.TryWrite(() =>
        {
            try
            {
                result.SetResult(operation(_connection ??= Open()));
            }
            catch (Exception exception)
            {
                if (exception is SqliteException) Close();
                result.SetException(exception);
            }
        });
        ObjectDisposedException.ThrowIf(!taken, this);
        return result.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _operations.Writer.TryComplete();
        await _ended.Task;
    }

    private void Run()
    {
        while (_operations.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            while (_operations.Reader.TryRead(out var operation))
                operation();
        Close();
        _ended.SetResult();
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private SqliteConnection Open()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_path)) is { } folder) Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            DefaultTimeout = _busyTimeoutSeconds,
            // A pooled connection would stay open after the close that follows an error.
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                """
                PRAGMA journal_mode=WAL;
                PRAGMA synchronous=FULL;
                CREATE TABLE IF NOT EXISTS grain_state (
                    grain_type TEXT NOT NULL,
                    key TEXT NOT NULL,
                    name TEXT NOT NULL,
                    state TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    PRIMARY KEY (grain_type, key, name)
                ) WITHOUT ROWID;
                """;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
