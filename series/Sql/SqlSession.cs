using System.Data.Common;

namespace Dcmon.TimeSeries.Sql;

/// <summary>One connection with the statements that were prepared on it. Belongs to one thread at a time.</summary>
public sealed class SqlSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    /// <summary>The connection.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>The transaction that commands run in.</summary>
    public DbTransaction? Transaction { get; internal set; }

    /// <summary>Begins a transaction; the caller commits and disposes it.</summary>
    public SqlTransaction Begin(Func<DbConnection, DbTransaction> begin) => new(this, begin(Connection));

    /// <summary>A statement with its values, prepared once a session. Valid until the same text is asked for again.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
            _commands[sql] = command = Prepare(sql, values);
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value;
        command.Transaction = Transaction;
        return command;
    }

    /// <summary>Runs a statement; the number of rows that it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object Value)> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object Value)> values) =>
        Command(sql, values).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        Connection.Dispose();
    }

    private DbCommand Prepare(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
