using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>Opens connections to one PostgreSQL database. The connection string may hold a password, and is never shown.</summary>
internal sealed partial class PostgresConnections
{
    private readonly string _text;
    private readonly ILogger _log;
    private bool _hasSaid;

    /// <summary>Takes a connection string, <c>Host=…;Database=…;Username=…;Password=…</c>.</summary>
    /// <param name="text">Npgsql's keywords.</param>
    /// <param name="log">Gets warnings of server settings that put acknowledged data at risk.</param>
    /// <exception cref="FormatException">
    /// It is no connection string. The message quotes nothing of it, as the error may be in the password.
    /// </exception>
    public PostgresConnections(string text, ILogger log)
    {
        _log = log;
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text)
            {
                // The owner keeps its connection open; a pool would only hide who that is.
                Pooling = false,
                Enlist = false,
                // Statements are few and run all the time.
                MaxAutoPrepare = 100,
                AutoPrepareMinUsages = 2,
            };
            if (string.IsNullOrEmpty(builder.Host)) throw new ArgumentException("There is no host.");
            // Without it nobody notices that the other end of an idle connection is gone.
            if (!builder.ContainsKey("TCP Keepalive")) builder.TcpKeepAlive = true;
            builder.ApplicationName ??= "dcmon";
            _text = builder.ConnectionString;
            Server = $"{builder.Host}, port {builder.Port}, database {builder.Database ?? builder.Username}";
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new FormatException(
                "This is not a connection string, such as 'Host=db.example.org;Database=dcmon;Username=dcmon;Password=…'.");
        }
    }

    /// <summary>Where the database is, for messages.</summary>
    public string Server { get; }

    /// <summary>A connection that writes: its commits are on the server's disk when they return.</summary>
    public NpgsqlConnection OpenWriter() => Open(connection =>
    {
        PostgresTables.Prepare(connection);
        MakeDurable(connection);
    });

    /// <summary>A connection that reads.</summary>
    public NpgsqlConnection OpenReader() => Open(connection => Execute(connection, "SET default_transaction_read_only = on"));

    /// <summary>A connection as the server gives it.</summary>
    public NpgsqlConnection Open() => Open(_ => { });

    /// <summary>Runs statements that give no rows.</summary>
    public static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private NpgsqlConnection Open(Action<NpgsqlConnection> prepare)
    {
        var connection = new NpgsqlConnection(_text);
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sees to it that a commit waits for the disk, whatever the server's default is.</summary>
    private void MakeDurable(NpgsqlConnection connection)
    {
        string commits, fsync;
        using (var command = new NpgsqlCommand("SELECT current_setting('synchronous_commit'), current_setting('fsync')", connection))
        using (DbDataReader rows = command.ExecuteReader())
        {
            rows.Read();
            (commits, fsync) = (rows.GetString(0), rows.GetString(1));
        }

        if (commits == "off") Execute(connection, "SET synchronous_commit = on");
        if (_hasSaid) return;
        _hasSaid = true;
        if (commits == "off") SaySwitchedOn();
        if (fsync == "off") SayNoFsync();
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The PostgreSQL server has synchronous_commit off; it is switched on for reports")]
    private partial void SaySwitchedOn();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The PostgreSQL server has fsync off: reports that were acknowledged are lost when it loses power")]
    private partial void SayNoFsync();
}
