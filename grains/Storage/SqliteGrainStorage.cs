using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Dcmon.Grains.Storage;

/// <summary>
/// Orleans' ADO.NET storage on a SQLite file. SQLite's calls block, also those that are called asynchronous, so they
/// run on the thread pool and never on a grain's turn; writes run one after the other.
/// </summary>
/// <remarks>What a state holds is serialized there, too: a grain must not change it while its write runs.</remarks>
/// <param name="storage">Orleans' storage on that file.</param>
/// <param name="reserve">Room for writes on a full disk.</param>
internal sealed class SqliteGrainStorage(IGrainStorage storage, DiskReserve reserve) : IGrainStorage
{
    // A second writer would find the file locked and poll for it.
    private readonly SemaphoreSlim _writer = new(1);

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Task.Run(() => storage.ReadStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteAsync(() => storage.WriteStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteAsync(() => storage.ClearStateAsync(stateName, grainId, grainState));

    private async Task WriteAsync(Func<Task> write)
    {
        await _writer.WaitAsync();
        try
        {
            await Task.Run(() => WriteOrUseReserveAsync(write));
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task WriteOrUseReserveAsync(Func<Task> write)
    {
        try
        {
            await write();
            reserve.Refill();
        }
        catch (SqliteException failure) when (reserve.Release(failure))
        {
            await write();
        }
    }
}
