using Orleans.Concurrency;

namespace Dcmon.GrainRuntime.Tests.Grains;

public abstract class TurnGrainBase(Probe probe) : Grain
{
    private readonly Guid _activation = Guid.NewGuid();
    private int _count;
    private int _insideTurn;

    public ValueTask<string> Key() => new(this.GetPrimaryKeyString());

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public async Task<int> Increment()
    {
        Enter();
        var before = _count;
        Leave();
        await Task.Yield();
        await Task.Run(() => { });
        Enter();
        var scheduler = TaskScheduler.Current;
        Leave();
        await Task.Yield();
        Enter();
        if (scheduler == TaskScheduler.Default || TaskScheduler.Current != scheduler)
            throw new InvalidOperationException("The turn left the grain's scheduler.");
        _count = before + 1;
        Leave();
        return _count;
    }

    public Task Hold(string gate) => probe.Gate(gate).PassAsync();

    public Task HoldInterleaved(string gate) => probe.Gate(gate).PassAsync();

    public async ValueTask HoldReadOnly(string gate) => await probe.Gate(gate).PassAsync();

    public Task HoldOneWay(string gate) => probe.Gate(gate).PassAsync();

    public async Task FailOneWay(string gate)
    {
        await probe.Gate(gate).PassAsync();
        throw new InvalidOperationException("nobody hears of this");
    }

    public Task<string> CallThrough(string otherKey, string backKey) =>
        GrainFactory.GetGrain<ITurnGrain>(otherKey, typeof(TurnGrain).FullName).CallKeyOf(backKey);

    public async Task<string> CallKeyOf(string otherKey) =>
        await GrainFactory.GetGrain<ITurnGrain>(otherKey, typeof(TurnGrain).FullName).Key();

    /// <summary>Fails when two threads are in this grain at once.</summary>
    private void Enter()
    {
        if (Interlocked.Exchange(ref _insideTurn, 1) != 0) throw new InvalidOperationException("Two turns at once.");
        Thread.SpinWait(200);
    }

    private void Leave() => Volatile.Write(ref _insideTurn, 0);
}

[GrainType("test-turn")]
public sealed class TurnGrain(Probe probe) : TurnGrainBase(probe), ITurnGrain;

[Reentrant]
[GrainType("test-reentrant")]
public sealed class ReentrantGrain(Probe probe) : TurnGrainBase(probe), IReentrantGrain;

[StatelessWorker(2)]
[GrainType("test-worker")]
public sealed class WorkerGrain(Probe probe) : TurnGrainBase(probe), IWorkerGrain;
