namespace Dcmon.Grains.States;

/// <summary>
/// The stored state of a grain, changed by "decide, write, then adopt": a change is written first and becomes the grain's
/// state only when it is on disk. A write that fails leaves the grain as it was, and nothing of it is stored by a later
/// write; where only its answer was lost, the grain has what is on disk.
/// Belongs to one grain and is only used on its turns.
/// </summary>
/// <typeparam name="T">An immutable record: it is serialized while the grain may go on with other turns.</typeparam>
/// <param name="storage">Where Orleans keeps it.</param>
public sealed class DurableState<T>(IPersistentState<T> storage)
    where T : class
{
    // Interleaved turns change the state one after the other: each decides on what the one before left.
    private readonly SemaphoreSlim _changes = new(1);
    private T? _value;

    /// <summary>The state as it was last stored; a new one where none is stored.</summary>
    public T Value => _value ??= storage.State;

    /// <summary>Changes the state. When this returns, the change is on disk.</summary>
    /// <param name="decide">Makes the new state of the present one; null changes nothing.</param>
    /// <returns>Whether it was changed.</returns>
    public async Task<bool> Change(Func<T, T?> decide)
    {
        await _changes.WaitAsync();
        try
        {
            var before = Value;
            if (decide(before) is not { } next) return false;
            try
            {
                storage.State = next;
                await storage.WriteStateAsync();
            }
            catch
            {
                storage.State = before;
                await ReadBack();
                throw;
            }

            _value = next;
            return true;
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>Replaces the state. When this returns, it is on disk.</summary>
    public Task Set(T next) => Change(_ => next);

    /// <summary>Deletes the stored state. When this returns, the state is a new one.</summary>
    public async Task Clear()
    {
        await _changes.WaitAsync();
        try
        {
            await storage.ClearStateAsync();
            _value = storage.State;
        }
        catch
        {
            await ReadBack();
            throw;
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>A write that failed may have taken place: what is on disk counts.</summary>
    private async Task ReadBack()
    {
        try
        {
            await storage.ReadStateAsync();
            _value = storage.State;
        }
        catch (Exception)
        {
            // Nobody knows. If it is on disk, the next write is a conflict, and Orleans reads the grain's state anew.
        }
    }
}
