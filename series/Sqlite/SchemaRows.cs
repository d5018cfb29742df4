using Dcmon.Wire.Reports;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>Reads of the table <c>schema</c>.</summary>
internal static class SchemaRows
{
    /// <summary>The schema of a row that exists.</summary>
    public static Schema Read(SqliteConnection connection, long id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT body FROM schema WHERE id = @id";
        command.Parameters.AddWithValue("@id", id);
        return Schema.Read((byte[])command.ExecuteScalar()!);
    }

    /// <summary>The schema of that hash, or null.</summary>
    public static Schema? Find(SqliteConnection connection, SchemaHash hash)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT body FROM schema WHERE hash = @hash";
        command.Parameters.AddWithValue("@hash", hash.ToBytes());
        return command.ExecuteScalar() is byte[] body ? Schema.Read(body) : null;
    }
}
