using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>
/// A few read connections to one file, lent one at a time. Reading blocks, so it runs on the thread pool, and no more
/// at once than there are connections.
/// </summary>
public sealed class SqliteReaders(string path, int count = 4) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count, count);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    /// <summary>Runs a read off the caller's thread, with a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancel)
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
        while (_idle.TryTake(out var connection))
            connection.Dispose();
        _free.Dispose();
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        if (!_idle.TryTake(out var connection))
            connection = SqliteFile.OpenReader(path);
        try
        {
            return read(connection);
        }
        finally
        {
            _idle.Add(connection);
        }
    }
}
