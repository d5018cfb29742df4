using Dcmon.GrainRuntime.Tests.Grains;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class TimerTests : SharedHostTests
{
    private readonly string _gates = NewKey();
    private readonly ITimerGrain _grain;

    public TimerTests(HostFixture fixture)
        : base(fixture) => _grain = Grains.GetGrain<ITimerGrain>(NewKey());

    [Fact]
    public async Task Tick_WhileItAwaits_OrdinaryCallsWaitAndNoOtherTickStarts()
    {
        await _grain.Start(_gates, interleave: false);
        await Gate(1).Entered;
        var call = _grain.Ticks();
        await Grains.GetGrain<ITimerGrain>(NewKey()).Ticks();
        Assert.False(call.IsCompleted);
        Assert.False(Gate(2).IsEntered);
        Gate(1).Open();
        await call;
        await Gate(2).Entered;
        await _grain.Stop();
    }

    [Fact]
    public async Task Tick_WhileACallAwaits_WaitsUnlessItInterleaves()
    {
        var hold = NewKey();
        var call = _grain.Hold(hold);
        await Host.Probe.Gate(hold).Entered;
        await _grain.Start(_gates, interleave: false);
        var interleaved = NewKey();
        await _grain.Start(interleaved, interleave: true);
        for (var tick = 1; tick <= 5; tick++)
        {
            await Host.Probe.Gate($"{interleaved} {tick}").Entered;
            Host.Probe.Gate($"{interleaved} {tick}").Open();
        }

        Assert.False(Gate(1).IsEntered);
        Host.Probe.Gate(hold).Open();
        await call;
        await Gate(1).Entered;
        Gate(1).Open();
        await _grain.Deactivate();
    }

    [Fact]
    public async Task Tick_InterleavedWhileItAwaits_CallsRun()
    {
        await _grain.Start(_gates, interleave: true);
        await Gate(1).Entered;
        Assert.Equal(1, await _grain.Ticks());
        await _grain.Stop();
    }

    [Fact]
    public async Task Dispose_DuringATick_CancelsItsTokenAndEndsTheTimer()
    {
        await _grain.Start(_gates, interleave: true);
        await Gate(1).Entered;
        await _grain.Stop();
        Assert.Equal(1, await _grain.Ticks());
        Assert.False(Gate(2).IsEntered);
    }

    [Fact]
    public async Task Tick_Throws_TheTimerGoesOn()
    {
        await _grain.StartFailing(_gates);
        Gate(1).Open();
        await Gate(2).Entered;
        Gate(2).Open();
        await Gate(3).Entered;
        await _grain.Stop();
    }

    [Fact]
    public async Task Deactivate_EndsTheTimer()
    {
        await _grain.Start(_gates, interleave: true);
        await Gate(1).Entered;
        var deactivate = _grain.Deactivate();
        Gate(1).Open();
        await deactivate;
        Gate(2).Open();
        Assert.Equal(0, await _grain.Ticks());
    }

    private Gate Gate(int tick) => Host.Probe.Gate($"{_gates} {tick}");
}
