using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Dcmon.TimeSeries.Sql;

/// <summary>
/// The only writer of one database in this process: a thread, and a bounded queue in front of it. What waits in the
/// queue is committed together, so that one fsync serves many clients (group commit).
/// </summary>
/// <remarks>
/// The thread owns the session. Databases block, and SQLite's async methods do too: no caller's thread ever enters them.
/// A broken connection is opened again and its batch repeated: if it broke while committing, it is unknown whether the commit
/// took effect, so each write must be idempotent.
/// </remarks>
public sealed class SqlWriter : IAsyncDisposable
{
    private const int MaxWritesPerCommit = 2_000;
    private const int MaxBytesPerCommit = 8 * 1024 * 1024;

    /// <summary>How often a transaction is tried that failed for a reason that passes, such as a deadlock.</summary>
    private const int MaxTries = 4;

    /// <summary>How long a caller waits for a place in a full queue before it is refused.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Channel<SqlWrite> _queue;
    private readonly SqlWriterOptions _options;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly AutoResetEvent _awake = new(false);

    // Belongs to the thread.
    private SqlSession? _session;

    /// <summary>Opens the database, so that a failure is thrown at once, and starts the thread.</summary>
    public SqlWriter(SqlWriterOptions options)
    {
        _options = options;
        // The only continuation wakes the thread: the caller that writes does that at once, without a detour through the thread pool.
        _queue = Channel.CreateBounded<SqlWrite>(
            new BoundedChannelOptions(options.Capacity) { SingleReader = true, AllowSynchronousContinuations = true });
        _session = new SqlSession(options.Open());
        new Thread(Run) { IsBackground = true, Name = options.Name }.Start();
    }

    /// <summary>Writes that wait for the next commit.</summary>
    public int QueueLength => _queue.Reader.Count;

    /// <summary>Commits so far; many writes may share one.</summary>
    public long Commits { get; private set; }

    /// <summary>Time that they took, from the start of the transaction to its end on disk.</summary>
    public TimeSpan CommitTime { get; private set; }

    /// <summary>What was wrong with the database as a whole when it was written last; null where nothing was.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Queues a write, waiting a little for a place if the queue is full.</summary>
    /// <exception cref="StoreUnavailableException">The queue stayed full, or the writer has been stopped.</exception>
    public ValueTask EnqueueAsync(SqlWrite write, CancellationToken cancel) =>
        _queue.Writer.TryWrite(write) ? ValueTask.CompletedTask : WaitForPlaceAsync(write, cancel);

    /// <summary>Queues a write and waits until it is on disk.</summary>
    /// <exception cref="StoreUnavailableException">It was not stored.</exception>
    public Task<T> WriteAsync<T>(Func<SqlSession, T> apply, int size = 0, bool alone = false, CancellationToken cancel = default) =>
        WriteAsync(new SqlWrite<T>(apply, size, alone), cancel);

    /// <inheritdoc cref="WriteAsync{T}(Func{SqlSession, T}, int, bool, CancellationToken)"/>
    public async Task<T> WriteAsync<T>(SqlWrite<T> write, CancellationToken cancel)
    {
        await EnqueueAsync(write, cancel).ConfigureAwait(false);
        return await write.Done.ConfigureAwait(false);
    }

    /// <summary>Commits what is queued, then closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task.ConfigureAwait(false);
    }

    private async ValueTask WaitForPlaceAsync(SqlWrite write, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(LongestWait, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await _queue.Writer.WriteAsync(write, either.Token).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new StoreUnavailableException("The server is shutting down.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new StoreUnavailableException("More is being written than the disk can take at present.");
        }
    }

    private void Run()
    {
        var batch = new List<SqlWrite>();
        try
        {
            while (WaitForWork())
            {
                for (var bytes = 0;
                    batch.Count < MaxWritesPerCommit && bytes < MaxBytesPerCommit && TryTake(batch, out var write);
                    bytes += write.Size)
                    batch.Add(write);
                Commit(batch);
                batch.Clear();
            }
        }
        finally
        {
            _session?.Dispose();
            _awake.Dispose();
            _stopped.TrySetResult();
        }
    }

    /// <summary>Takes the next write, if it may share a transaction with those taken before.</summary>
    private bool TryTake(List<SqlWrite> batch, [NotNullWhen(true)] out SqlWrite? write)
    {
        write = null;
        if (batch.Count > 0 && (batch[^1].IsAlone || (_queue.Reader.TryPeek(out var next) && next.IsAlone))) return false;
        return _queue.Reader.TryRead(out write);
    }

    private bool WaitForWork()
    {
        // This thread is the writer's own and has nothing else to do: it may block.
        // Waiting for the task itself would spin first, which costs more than the wake-up.
        var ready = _queue.Reader.WaitToReadAsync().GetAwaiter();
        if (!ready.IsCompleted)
        {
            ready.UnsafeOnCompleted(() => _awake.Set());
            _awake.WaitOne();
        }

        return ready.GetResult();
    }

    /// <summary>Commits all; where one spoils the transaction, each has to stand alone, so that the others do not suffer.</summary>
    private void Commit(List<SqlWrite> batch)
    {
        if (TryCommit(batch) is not { } error) return;
        var isAlone = batch.Count == 1;
        foreach (var write in batch)
        {
            var own = isAlone || IsForAll(error) ? error : TryCommit([write]);
            if (own is null) continue;
            write.Failed(own);
            error = own;
        }
    }

    /// <summary>Where the database itself is in trouble, there is nothing more to be found out about any write.</summary>
    private bool IsForAll(Exception error) => _session is null || (Trouble is not null && error is StoreUnavailableException);

    private Exception? TryCommit(List<SqlWrite> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (error, passes) = CommitOnce(batch);
            if (error is null || !passes || attempt == MaxTries) return error;
        }
    }

    private (Exception? Error, bool Passes) CommitOnce(List<SqlWrite> batch)
    {
        var isOpen = false;
        try
        {
            _session ??= new SqlSession(_options.Open());
            isOpen = true;
            if (batch is [{ IsAlone: true } alone])
            {
                alone.Apply(_session);
                alone.Committed();
                return default;
            }

            var begin = _options.Time.GetTimestamp();
            using var transaction = _session.Begin(connection => connection.BeginTransaction());
            _options.Began?.Invoke(_session, batch);
            foreach (var write in batch)
                write.Apply(_session);
            _options.Ending?.Invoke(_session);
            transaction.Commit();
            Commits++;
            CommitTime += _options.Time.GetElapsedTime(begin);
            // Deleting what is not there succeeds on a full disk too.
            if (batch.Exists(write => write.Size > 0)) Trouble = null;
        }
        catch (Exception error) // whatever went wrong belongs to the callers that wait, not to this thread
        {
            Recover();
            var passes = isOpen && (_session is null || error is DbException { IsTransient: true });
            var trouble = error is DbException failure ? _options.Trouble?.Invoke(failure) : null;
            if (trouble is not null || _session is null) Trouble = trouble ?? error.Message;
            return error is DbException refused
                ? (new StoreUnavailableException(trouble ?? $"The database refused to write: {refused.Message}", refused), passes)
                : (error, passes);
        }

        CompleteAll(batch);
        return default;
    }

    /// <summary>Completes the writes; those that may complete together take one work item of the pool.</summary>
    private static void CompleteAll(List<SqlWrite> batch)
    {
        var together = new List<SqlWrite>(batch.Count);
        foreach (var write in batch)
            if (write.CompletesTogether) together.Add(write);
            else write.Committed();
        if (together.Count > 0)
            ThreadPool.UnsafeQueueUserWorkItem(
                static writes =>
                {
                    foreach (var write in writes)
                        write.Committed();
                },
                together,
                preferLocal: false);
    }

    private void Recover()
    {
        _options.RolledBack?.Invoke();
        if (_session?.Connection.State == ConnectionState.Open) return;
        _session?.Dispose();
        _session = null;
    }
}
