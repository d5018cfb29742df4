using Microsoft.Data.Sqlite;

namespace Dcmon.Grains.Storage;

/// <summary>Names one state of one grain; its parts are the table's key.</summary>
internal readonly record struct StateKey(string GrainType, string Key, string Name)
{
    public SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$type", GrainType);
        command.Parameters.AddWithValue("$key", Key);
        command.Parameters.AddWithValue("$name", Name);
        return command;
    }

    public override string ToString() => $"'{Name}' of {GrainType}/{Key}";
}
