using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>
/// The only writer of one SQLite file: a thread, and a bounded queue in front of it. What waits in the queue is
/// committed together, so that one fsync serves many clients (group commit).
/// </summary>
/// <remarks>The thread owns the connection. SQLite blocks, and its async methods do too: no caller's thread ever enters it.</remarks>
public sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxWritesPerCommit = 2_000;
    private const int MaxBytesPerCommit = 8 * 1024 * 1024;

    private readonly Channel<SqliteWrite> _queue;
    private readonly SqliteConnection _connection;
    private readonly Action? _rolledBack;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens the file and prepares its tables.</summary>
    /// <param name="path">The database file; made if missing.</param>
    /// <param name="prepare">Creates or migrates the tables.</param>
    /// <param name="rolledBack">Called on the writer's thread after a rollback: what writes remember of it is void.</param>
    /// <param name="capacity">Writes that may wait; callers wait for a place beyond it.</param>
    public SqliteWriter(string path, Action<SqliteConnection> prepare, Action? rolledBack = null, int capacity = 4_096)
    {
        _rolledBack = rolledBack;
        _queue = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _connection = SqliteFile.OpenWriter(path);
        prepare(_connection);
        _thread = new Thread(Run) { IsBackground = true, Name = $"writer of {Path.GetFileName(path)}" };
        _thread.Start();
    }

    /// <summary>Writes that wait for the next commit.</summary>
    public int QueueLength => _queue.Reader.Count;

    /// <summary>Commits so far; many writes may share one.</summary>
    public long Commits { get; private set; }

    /// <summary>Queues a write, waiting for a place if the queue is full.</summary>
    /// <exception cref="StoreUnavailableException">The writer has been stopped.</exception>
    public async ValueTask EnqueueAsync(SqliteWrite write, CancellationToken cancel)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, cancel).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new StoreUnavailableException("The server is shutting down.");
        }
    }

    /// <summary>Queues a write and waits until it is on disk.</summary>
    /// <exception cref="StoreUnavailableException">It was not stored.</exception>
    public async Task<T> WriteAsync<T>(
        Func<SqliteConnection, SqliteTransaction, T> apply, int size = 0, CancellationToken cancel = default)
    {
        var write = new SqliteWrite<T>(apply, size);
        await EnqueueAsync(write, cancel).ConfigureAwait(false);
        return await write.Done.ConfigureAwait(false);
    }

    /// <summary>Commits what is queued, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        var batch = new List<SqliteWrite>();
        try
        {
            while (WaitForWork())
            {
                for (var bytes = 0;
                     batch.Count < MaxWritesPerCommit && bytes < MaxBytesPerCommit && _queue.Reader.TryRead(out var write);
                     bytes += write.Size)
                    batch.Add(write);
                Commit(batch);
                batch.Clear();
            }
        }
        finally
        {
            _connection.Dispose();
            _stopped.TrySetResult();
        }
    }

    private bool WaitForWork()
    {
        // This thread is the writer's own and has nothing else to do: it may block.
        var ready = _queue.Reader.WaitToReadAsync();
        return ready.IsCompleted ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Commits all; where one spoils the transaction, each has to stand alone, so that the others do not suffer.</summary>
    private void Commit(List<SqliteWrite> batch)
    {
        if (TryCommit(batch) is not { } error) return;
        if (batch.Count == 1)
        {
            batch[0].Failed(error);
            return;
        }

        foreach (var write in batch)
            if (TryCommit([write]) is { } own)
                write.Failed(own);
    }

    private Exception? TryCommit(List<SqliteWrite> batch)
    {
        try
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var write in batch)
                write.Apply(_connection, transaction);
            transaction.Commit();
            Commits++;
        }
        catch (Exception error) // whatever went wrong belongs to the callers that wait, not to this thread
        {
            _rolledBack?.Invoke();
            return error is SqliteException refused
                ? new StoreUnavailableException($"The database refused to write: {refused.Message}", refused)
                : error;
        }

        foreach (var write in batch)
            write.Committed();
        return null;
    }
}
