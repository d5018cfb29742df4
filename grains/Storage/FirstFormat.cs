using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmon.Files;
using Dcmon.GrainInterfaces;
using Dcmon.TimeSeries.Sqlite;
using Microsoft.Data.Sqlite;

namespace Dcmon.Grains.Storage;

/// <summary>
/// Takes over <c>grains.db</c> as the first versions wrote it: a table <c>grain_state</c> of JSON texts, in which the state
/// <c>fleet</c> held the registrations of all clients and the enrolment tokens. Each client's registration becomes a state
/// of its own grain, listed in a shard of the index; tokens become a state of <c>EnrollmentGrain</c>.
/// </summary>
internal static class FirstFormat
{
    /// <summary>Added to the name of the file: the copy that is kept as it was.</summary>
    public const string CopySuffix = ".v1";

    /// <summary>Whether the file has the old table.</summary>
    public static bool IsIn(SqliteConnection connection) =>
        Scalar(connection, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'grain_state'") > 0;

    /// <summary>Copies the file beside itself, for its owner's eyes only, and onto the disk.</summary>
    public static void SaveCopy(SqliteConnection connection, string path)
    {
        var copy = path + CopySuffix;
        var unfinished = AtomicFile.Prepared(copy);
        File.Delete(unfinished);
        using (var file = new FileStream(unfinished, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = FileModes.PrivateFile,
        }))
        {
            // VACUUM INTO accepts a file that is there if it is empty.
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $path";
            command.Parameters.AddWithValue("$path", unfinished);
            command.ExecuteNonQuery();
            file.Flush(flushToDisk: true);
        }

        AtomicFile.Commit(copy);
    }

    /// <summary>Writes all states into the new table, reads them back, and drops the old one; in the caller's transaction.</summary>
    /// <exception cref="InvalidDataException">A state is damaged, or does not read back.</exception>
    public static void TakeOver(SqliteConnection connection, string serviceId)
    {
        var states = Read(connection).SelectMany(Convert).ToList();
        foreach (var state in states) Write(connection, serviceId, state);
        foreach (var state in states)
            if (!IsWritten(connection, serviceId, state))
                throw new InvalidDataException($"The state '{state.Name}' of the grain '{state.Key}' does not read back as it was written.");
        SqliteFile.Execute(connection, "DROP TABLE grain_state");
    }

    private static List<State> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, name, state, version FROM grain_state";
        using var reader = command.ExecuteReader();
        var states = new List<State>();
        while (reader.Read()) states.Add(new State(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        return states;
    }

    private static IEnumerable<State> Convert(State state)
    {
        if (state.Name != "fleet") return [state];
        var fleet = Parse(state);
        var clients = fleet["Clients"]?.AsObject().Select(each => (Id: each.Key, Registration: each.Value!)).ToList() ?? [];
        return
        [
            .. clients.Select(client => new State(
                GrainKeys.ClientKey(client.Id), "registration", Json("Registration", client.Registration))),
            .. clients.GroupBy(client => GrainKeys.IndexKey(client.Id))
                .Select(shard => new State(shard.Key, "index", Json("Clients", new JsonObject(
                    shard.Select(client => KeyValuePair.Create(client.Id, (JsonNode?)client.Registration.DeepClone())))))),
            new State(GrainKeys.EnrollmentKey, "tokens", Json("Tokens", fleet["Tokens"] ?? new JsonObject())),
        ];
    }

    private static JsonObject Parse(State state)
    {
        try
        {
            return JsonNode.Parse(state.Json)!.AsObject();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"The state '{state.Name}' of the grain '{state.Key}' is damaged: {malformed.Message}");
        }
    }

    private static string Json(string name, JsonNode value) => new JsonObject { [name] = value.DeepClone() }.ToJsonString();

    private static void Write(SqliteConnection connection, string serviceId, State state)
    {
        using var command = Command(connection, """
            INSERT INTO OrleansStorage VALUES ($service, $name, $key, CAST($json AS BLOB), datetime('now'), $version)
            """, serviceId, state);
        command.Parameters.AddWithValue("$version", state.Version);
        command.ExecuteNonQuery();
    }

    private static bool IsWritten(SqliteConnection connection, string serviceId, State state)
    {
        using var command = Command(connection, """
            SELECT count(*) FROM OrleansStorage
            WHERE ServiceId = $service AND GrainTypeString = $name AND GrainIdExtensionString = $key
                AND CAST(PayloadBinary AS TEXT) = $json
            """, serviceId, state);
        return command.ExecuteScalar() is 1L;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, string serviceId, State state)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$service", serviceId);
        command.Parameters.AddWithValue("$name", state.Name);
        command.Parameters.AddWithValue("$key", state.Key);
        command.Parameters.AddWithValue("$json", state.Json);
        return command;
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private readonly record struct State(string Key, string Name, string Json, long Version = 1);
}
