using Dcmon.Grains.States;

namespace Dcmon.Grains.Tests.States;

public class DurableStateTests
{
    private readonly StoredNumber _storage = new();
    private readonly DurableState<Number> _state;

    public DurableStateTests() => _state = new DurableState<Number>(_storage);

    [Fact]
    public async Task Change_WriteRuns_IsNotSeenBeforeItIsOnDisk()
    {
        var write = _storage.Hold();
        var change = _state.Change(_ => new Number(1));
        Assert.Equal(0, _state.Value.Value);
        write.SetResult();
        Assert.True(await change);
        Assert.Equal((1, 1), (_state.Value.Value, _storage.OnDisk.Value));
    }

    [Fact]
    public async Task Change_ToNull_WritesNothing()
    {
        Assert.False(await _state.Change(_ => null));
        Assert.Equal(0, _storage.Writes);
    }

    [Fact]
    public async Task Change_WhileAnotherIsWritten_DecidesOnWhatThatLeaves()
    {
        var write = _storage.Hold();
        Task[] changes = [_state.Change(Next), _state.Change(Next)];
        write.SetResult();
        await Task.WhenAll(changes);
        Assert.Equal((2, 2), (_state.Value.Value, _storage.OnDisk.Value));
    }

    [Fact]
    public async Task Change_WriteFails_LeavesTheStateAndTheNextDecidesOnIt()
    {
        await _state.Set(new Number(1));
        var write = _storage.Hold();
        Task[] changes = [_state.Change(_ => new Number(10)), _state.Change(Next)];
        write.SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(() => changes[0]);
        await changes[1];
        Assert.Equal((2, 2), (_state.Value.Value, _storage.OnDisk.Value));
    }

    [Fact]
    public async Task Change_WriteAndReadFail_LeavesTheState()
    {
        await _state.Set(new Number(1));
        _storage.Hold().SetException(new IOException());
        _storage.IsReadable = false;
        await Assert.ThrowsAsync<IOException>(() => _state.Change(Next));
        Assert.Equal((1, 1), (_state.Value.Value, _storage.State.Value));
        await _state.Change(Next);
        Assert.Equal((2, 2), (_state.Value.Value, _storage.OnDisk.Value));
    }

    [Fact]
    public async Task Change_DecisionFails_LeavesTheState()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _state.Change(_ => throw new InvalidOperationException()));
        await _state.Change(Next);
        Assert.Equal(1, _state.Value.Value);
    }

    [Fact]
    public async Task Clear_Fails_LeavesTheState()
    {
        await _state.Set(new Number(1));
        _storage.Hold().SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(_state.Clear);
        Assert.Equal(1, _state.Value.Value);
        await _state.Clear();
        Assert.Equal((0, 0), (_state.Value.Value, _storage.OnDisk.Value));
    }

    private static Number Next(Number number) => new(number.Value + 1);

    private sealed record Number(int Value);

    /// <summary>A number on a disk that holds up its next write.</summary>
    private sealed class StoredNumber : IPersistentState<Number>
    {
        private Task _next = Task.CompletedTask;

        public Number OnDisk { get; private set; } = new(0);

        public int Writes { get; private set; }

        public bool IsReadable { get; set; } = true;

        public Number State { get; set; } = new(0);

        public string Etag => "";

        public bool RecordExists => true;

        public TaskCompletionSource Hold()
        {
            var hold = new TaskCompletionSource();
            _next = hold.Task;
            return hold;
        }

        public async Task WriteStateAsync()
        {
            Writes++;
            var state = State;
            await TakeHold();
            OnDisk = state;
        }

        public async Task ClearStateAsync()
        {
            await TakeHold();
            OnDisk = State = new(0);
        }

        public Task ReadStateAsync()
        {
            if (!IsReadable) throw new IOException();
            State = OnDisk;
            return Task.CompletedTask;
        }

        private Task TakeHold()
        {
            var hold = _next;
            _next = Task.CompletedTask;
            return hold;
        }
    }
}
