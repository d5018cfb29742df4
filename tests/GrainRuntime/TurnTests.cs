using Dcmon.GrainRuntime.Tests.Grains;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class TurnTests(HostFixture fixture) : SharedHostTests(fixture)
{
    [Fact]
    public async Task Call_ManyAtOnce_RunOneAfterTheOtherInOneActivation()
    {
        var key = NewKey();
        var calls = Enumerable.Range(0, 100).Select(_ => Task.Run(() => Turn(key).Increment()));
        var results = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(1, 100), results.Order());
    }

    [Fact]
    public async Task Call_WhileAnotherAwaits_Waits()
    {
        var grain = Turn(NewKey());
        var (first, second) = (NewGate(out var firstName), NewGate(out var secondName));
        var firstCall = grain.Hold(firstName);
        await first.Entered;
        var secondCall = grain.Hold(secondName);
        var interleaved = grain.HoldInterleaved(NewOpenGate());
        await interleaved;
        Assert.False(second.IsEntered);
        first.Open();
        await firstCall;
        await second.Entered;
        second.Open();
        await secondCall;
    }

    [Fact]
    public async Task AlwaysInterleave_WhileItAwaits_OrdinaryCallsRun()
    {
        var grain = Turn(NewKey());
        var gate = NewGate(out var name);
        var interleaved = grain.HoldInterleaved(name);
        await gate.Entered;
        Assert.Equal(1, await grain.Increment());
        gate.Open();
        await interleaved;
    }

    [Fact]
    public async Task ReadOnly_WhileAnotherReadOnlyAwaits_Runs()
    {
        var grain = Turn(NewKey());
        var gate = NewGate(out var name);
        var held = grain.HoldReadOnly(name);
        await gate.Entered;
        await grain.HoldReadOnly(NewOpenGate());
        gate.Open();
        await held;
    }

    [Fact]
    public async Task ReadOnly_WhileAnOrdinaryCallAwaits_Waits()
    {
        var grain = Turn(NewKey());
        var (write, read) = (NewGate(out var writeName), NewGate(out var readName));
        var writing = grain.Hold(writeName);
        await write.Entered;
        var reading = grain.HoldReadOnly(readName);
        await grain.HoldInterleaved(NewOpenGate());
        Assert.False(read.IsEntered);
        write.Open();
        await writing;
        read.Open();
        await reading;
    }

    [Fact]
    public async Task Ordinary_WhileAReadOnlyCallAwaits_Waits()
    {
        var grain = Turn(NewKey());
        var (write, read) = (NewGate(out var writeName), NewGate(out var readName));
        var reading = grain.HoldReadOnly(readName);
        await read.Entered;
        var writing = grain.Hold(writeName);
        await grain.HoldInterleaved(NewOpenGate());
        Assert.False(write.IsEntered);
        read.Open();
        await reading;
        write.Open();
        await writing;
    }

    [Fact]
    public async Task Reentrant_WhileACallAwaits_OthersRun()
    {
        var grain = Grains.GetGrain<IReentrantGrain>(NewKey());
        var gate = NewGate(out var name);
        var held = grain.Hold(name);
        await gate.Entered;
        await grain.Hold(NewOpenGate());
        gate.Open();
        await held;
    }

    [Fact]
    public async Task Reentrant_ManyAtOnce_NeverTwoThreadsInside()
    {
        var grain = Grains.GetGrain<IReentrantGrain>(NewKey());
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(grain.Increment)));
    }

    [Fact]
    public async Task StatelessWorker_OfTwo_RunsTwoCallsOfOneKeyAndNoThird()
    {
        var worker = Grains.GetGrain<IWorkerGrain>(NewKey());
        Gate[] gates = [NewGate(out var a), NewGate(out var b), NewGate(out var c)];
        Task[] calls = [worker.Hold(a), worker.Hold(b)];
        await gates[0].Entered;
        await gates[1].Entered;
        var third = worker.Hold(c);
        await Turn(NewKey()).Increment();
        Assert.False(gates[2].IsEntered);
        gates[0].Open();
        await calls[0];
        gates[1].Open();
        await calls[1];
        await gates[2].Entered;
        gates[2].Open();
        await third;
    }

    [Fact]
    public async Task OneWay_WhileTheGrainIsHeld_ReturnsAtOnceAndRunsLater()
    {
        var grain = Turn(NewKey());
        var (first, oneWay) = (NewGate(out var firstName), NewGate(out var oneWayName));
        var held = grain.Hold(firstName);
        await first.Entered;
        await grain.HoldOneWay(oneWayName);
        Assert.False(oneWay.IsEntered);
        first.Open();
        await held;
        await oneWay.Entered;
        oneWay.Open();
    }

    [Fact]
    public async Task OneWay_Throws_CallerHearsNothingAndTheGrainGoesOn()
    {
        var grain = Turn(NewKey());
        var gate = NewGate(out var name);
        await grain.FailOneWay(name);
        await gate.Entered;
        gate.Open();
        Assert.Equal(1, await grain.Increment());
    }

    [Fact]
    public async Task Call_FromGrainToGrain_Answers()
    {
        var (first, second, third) = (NewKey(), NewKey(), NewKey());
        Assert.Equal(third, await Turn(first).CallThrough(second, third));
    }

    [Fact]
    public async Task Call_BackAndForthVeryOften_NoAnswerIsLost()
    {
        var (first, second) = (Turn(NewKey()), Turn(NewKey()));
        await Task.WhenAll(RunAsync(first), RunAsync(first), RunAsync(second), RunAsync(second));

        static async Task RunAsync(ITurnGrain grain)
        {
            for (var i = 0; i < 50_000; i++) await grain.Key();
        }
    }

    private ITurnGrain Turn(string key) => Grains.GetGrain<ITurnGrain>(key, typeof(TurnGrain).FullName);

    private Gate NewGate(out string name) => Host.Probe.Gate(name = Guid.NewGuid().ToString());

    private string NewOpenGate()
    {
        NewGate(out var name).Open();
        return name;
    }
}
