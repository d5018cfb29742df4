using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Dcmon.Grains.Storage;

/// <summary>
/// Keeps grains' state in one SQLite file, a row a state: JSON text, and an integer version as its etag. A write is
/// on disk when its task completes.
/// </summary>
/// <param name="path">The file; it and its folder are made when first used.</param>
/// <param name="busyTimeout">How long a statement waits for another process's lock; in whole seconds, at least 1.</param>
public sealed class SqliteGrainStorage(string path, TimeSpan busyTimeout) : IGrainStorage, IAsyncDisposable, IDisposable
{
    private readonly SqliteGrainDatabase _database = new(path, busyTimeout);

    /// <summary>Waits up to 5 s for another process's lock.</summary>
    public SqliteGrainStorage(string path)
        : this(path, TimeSpan.FromSeconds(5))
    {
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = Key(stateName, grainId);
        var record = await _database.RunAsync(connection => Read(connection, key));
        grainState.State = record is { } found
            ? JsonSerializer.Deserialize<T>(found.State)!
            : Activator.CreateInstance<T>();
        grainState.ETag = record?.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = record is not null;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = Key(stateName, grainId);
        // Serialised here, on the grain's turn: the writer's thread must not look at what the grain may change.
        var json = JsonSerializer.Serialize(grainState.State);
        var expected = Version(grainState.ETag);
        var version = await _database.RunAsync(connection => Write(connection, key, json, expected));
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = Key(stateName, grainId);
        var expected = Version(grainState.ETag);
        await _database.RunAsync(connection => Clear(connection, key, expected));
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    /// <summary>Finishes the writes that were asked for and closes the file.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static StateKey Key(string stateName, GrainId grainId) =>
        new(grainId.Type.ToString()!, grainId.Key.ToString()!, stateName);

    private static long? Version(string? etag) =>
        etag is null ? null : long.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture);

    private static (string State, long Version)? Read(SqliteConnection connection, StateKey key)
    {
        using var command = key.Command(
            connection, "SELECT state, version FROM grain_state WHERE grain_type=$type AND key=$key AND name=$name");
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetInt64(1)) : null;
    }

    // One statement each, so there is no transaction that an error could leave open.
    private static long Write(SqliteConnection connection, StateKey key, string json, long? expected)
    {
        using var command = key.Command(
            connection,
            expected is null
                ? """
                  INSERT INTO grain_state (grain_type, key, name, state, version) VALUES ($type, $key, $name, $state, 1)
                  ON CONFLICT DO NOTHING RETURNING version
                  """
                : """
                  UPDATE grain_state SET state=$state, version=version+1
                  WHERE grain_type=$type AND key=$key AND name=$name AND version=$expected RETURNING version
                  """);
        command.Parameters.AddWithValue("$state", json);
        if (expected is not null) command.Parameters.AddWithValue("$expected", expected);
        return command.ExecuteScalar() is long version ? version : throw Inconsistent(connection, key, expected);
    }

    private static bool Clear(SqliteConnection connection, StateKey key, long? expected)
    {
        using var command = key.Command(
            connection,
            "DELETE FROM grain_state WHERE grain_type=$type AND key=$key AND name=$name AND version=$expected");
        command.Parameters.AddWithValue("$expected", (object?)expected ?? DBNull.Value);
        if (command.ExecuteNonQuery() == 1) return true;
        if (expected is null && Read(connection, key) is null) return false;
        throw Inconsistent(connection, key, expected);
    }

    private static InconsistentStateException Inconsistent(SqliteConnection connection, StateKey key, long? expected) =>
        new(
            $"The state {key} was written by somebody else.",
            Read(connection, key)?.Version.ToString(CultureInfo.InvariantCulture),
            expected?.ToString(CultureInfo.InvariantCulture));
}
