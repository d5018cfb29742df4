using System.Data;
using System.Data.Common;
using Npgsql;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>
/// The right to maintain a database that several processes share: an advisory lock on a connection of its own, so that
/// it lasts as long as the process and its connection to the server do, and falls to another when they end.
/// </summary>
internal sealed class MaintenanceRight(PostgresConnections connections) : IDisposable
{
    private readonly Lock _lock = new();
    private NpgsqlConnection? _connection;
    private bool _isHeld;

    /// <summary>Whether this process has the right; takes it where it is free.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public bool IsHeld()
    {
        lock (_lock)
        {
            try
            {
                if (_connection?.State != ConnectionState.Open) Reopen();
                using var ask = new NpgsqlCommand(_isHeld ? "SELECT true" : Take, _connection);
                return _isHeld = (bool)ask.ExecuteScalar()!;
            }
            catch (DbException failure)
            {
                Close();
                throw new StoreUnavailableException($"The database could not be reached: {failure.Message}", failure);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock) Close();
    }

    /// <summary>The table's id: one database may hold several sets of tables, each in a schema of its own.</summary>
    private static string Take => $"SELECT pg_try_advisory_lock({PostgresTables.LockSpace}, 'report'::regclass::oid::int)";

    private void Reopen()
    {
        Close();
        _connection = connections.Open();
    }

    private void Close()
    {
        if (_isHeld) GiveUp();
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>The server gives it up by itself when the connection ends, but only some time afterwards.</summary>
    private void GiveUp()
    {
        _isHeld = false;
        try
        {
            using var unlock = new NpgsqlCommand($"SELECT pg_advisory_unlock({PostgresTables.LockSpace}, 'report'::regclass::oid::int)",
                _connection);
            unlock.ExecuteNonQuery();
        }
        catch (Exception broken) when (broken is DbException or InvalidOperationException)
        {
            // The connection has broken: the server will notice.
        }
    }
}
