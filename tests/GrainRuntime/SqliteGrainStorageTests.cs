using Dcmon.GrainRuntime.Tests.Grains;
using Dcmon.Grains.Storage;
using Dcmon.Testing;
using Microsoft.Data.Sqlite;
using Orleans.Storage;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class SqliteGrainStorageTests : IDisposable
{
    private static readonly GrainId Id = GrainId.Create("client", "client/abc");
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_ThenReadByAnother_GivesStateAndEtag()
    {
        await using var storage = new SqliteGrainStorage(_folder.File("grains.db"));
        var written = await WriteAsync(storage, Id, 3);
        await using var other = new SqliteGrainStorage(_folder.File("grains.db"));
        var read = await ReadAsync(other, Id);
        Assert.Equal((3, written.ETag, true), (read.State!.Value, read.ETag, read.RecordExists));
    }

    [Fact]
    public async Task Write_KeysThatDifferInCaseTypeOrName_AreDifferentStates()
    {
        await using var storage = new SqliteGrainStorage(_folder.File("grains.db"));
        await WriteAsync(storage, Id, 1);
        await WriteAsync(storage, GrainId.Create("client", "client/ABC"), 2);
        await WriteAsync(storage, GrainId.Create("fleet", "client/abc"), 3);
        Assert.Equal(1, (await ReadAsync(storage, Id)).State!.Value);
    }

    [Fact]
    public async Task Write_WithoutEtagOverARecord_IsAConflict()
    {
        await using var storage = new SqliteGrainStorage(_folder.File("grains.db"));
        var first = await WriteAsync(storage, Id, 1);
        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(storage, Id, 2));
        Assert.Equal((first.ETag, null), (conflict.StoredEtag, conflict.CurrentEtag));
        Assert.Equal(1, (await ReadAsync(storage, Id)).State!.Value);
    }

    [Fact]
    public async Task Write_WithAnOldEtag_IsAConflict()
    {
        await using var storage = new SqliteGrainStorage(_folder.File("grains.db"));
        await WriteAsync(storage, Id, 1);
        var (mine, theirs) = (await ReadAsync(storage, Id), await ReadAsync(storage, Id));
        await storage.WriteStateAsync("counter", Id, theirs);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("counter", Id, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("counter", Id, mine));
        await storage.ClearStateAsync("counter", Id, theirs);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("counter", Id, mine));
    }

    [Fact]
    public async Task Clear_WithoutRecord_DoesNothing()
    {
        await using var storage = new SqliteGrainStorage(_folder.File("grains.db"));
        var state = await ReadAsync(storage, Id);
        await storage.ClearStateAsync("counter", Id, state);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Write_FileLockedByAnotherProcess_FailsAndLaterWritesWork()
    {
        await using var storage = new SqliteGrainStorage(_folder.File("grains.db"), TimeSpan.FromSeconds(1));
        await WriteAsync(storage, Id, 1);
        var state = await ReadAsync(storage, Id);
        await using (var other = new SqliteConnection($"Data Source={_folder.File("grains.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);
            var busy = await Assert.ThrowsAsync<SqliteException>(() => storage.WriteStateAsync("counter", Id, state));
            Assert.Equal(5, busy.SqliteErrorCode);
        }

        await storage.WriteStateAsync("counter", Id, state);
    }

    [Fact]
    public async Task Write_PathCannotBeWritten_FailsAndWorksOnceItCan()
    {
        Directory.CreateDirectory(_folder.File("grains.db"));
        await using var storage = new SqliteGrainStorage(_folder.File("grains.db"));
        await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(storage, Id, 1));
        Directory.Delete(_folder.File("grains.db"));
        await WriteAsync(storage, Id, 1);
        Assert.Equal(1, (await ReadAsync(storage, Id)).State!.Value);
    }

    [Fact]
    public async Task Write_AfterDispose_IsRefused()
    {
        var storage = new SqliteGrainStorage(_folder.File("grains.db"));
        await storage.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => WriteAsync(storage, Id, 1));
    }

    [Fact]
    public async Task Open_IsDurable()
    {
        await using (var storage = new SqliteGrainStorage(_folder.File("grains.db"))) await WriteAsync(storage, Id, 1);
        await using var connection = new SqliteConnection($"Data Source={_folder.File("grains.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync());
    }

    private static async Task<GrainState<Counter>> WriteAsync(IGrainStorage storage, GrainId id, int value)
    {
        var state = new GrainState<Counter>(new() { Value = value });
        await storage.WriteStateAsync("counter", id, state);
        return state;
    }

    private static async Task<GrainState<Counter>> ReadAsync(IGrainStorage storage, GrainId id)
    {
        var state = new GrainState<Counter>();
        await storage.ReadStateAsync("counter", id, state);
        return state;
    }
}
