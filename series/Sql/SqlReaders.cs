using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace Dcmon.TimeSeries.Sql;

/// <summary>
/// A few read sessions on one database, lent one at a time. Reading blocks, so it runs on the thread pool, and no more
/// at once than there are sessions.
/// </summary>
public sealed class SqlReaders(Func<DbConnection> open, int count = 4) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count, count);
    private readonly ConcurrentBag<SqlSession> _idle = [];

    /// <summary>Runs a read off the caller's thread, with a session of its own.</summary>
    /// <exception cref="StoreUnavailableException">The database could not be read; later it may.</exception>
    public async Task<T> ReadAsync<T>(Func<SqlSession, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(read), cancel).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
        _free.Dispose();
    }

    private T Read<T>(Func<SqlSession, T> read)
    {
        SqlSession? session = null;
        try
        {
            if (!_idle.TryTake(out session)) session = new SqlSession(open());
            return read(session);
        }
        catch (DbException failure)
        {
            if (session is not null) Discard(session);
            session = null;
            throw new StoreUnavailableException($"The database could not be read: {failure.Message}", failure);
        }
        finally
        {
            if (session is not null) _idle.Add(session);
        }
    }

    /// <summary>Where one connection broke, those that idle did too, most likely; the next reads open others.</summary>
    private void Discard(SqlSession session)
    {
        var isBroken = session.Connection.State != ConnectionState.Open;
        session.Dispose();
        while (isBroken && _idle.TryTake(out var idle))
            idle.Dispose();
    }
}
