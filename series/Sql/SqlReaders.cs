using System.Collections.Concurrent;
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
        if (!_idle.TryTake(out var session))
            session = new SqlSession(open());
        try
        {
            var result = read(session);
            _idle.Add(session);
            return result;
        }
        catch (DbException)
        {
            // The connection may be broken; the next read opens another.
            session.Dispose();
            throw;
        }
        catch
        {
            _idle.Add(session);
            throw;
        }
    }
}
