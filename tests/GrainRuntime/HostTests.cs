using Dcmon.GrainRuntime.Tests.Grains;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class HostTests
{
    [Fact]
    public async Task Stop_DeactivatesGrains()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Grains.GetGrain<ILifecycleGrain>("a").Activation();
        var probe = host.Probe;
        await host.StopAsync();
        Assert.Equal(["a activated", "a deactivated ShuttingDown", "a disposed"], probe.Events);
    }

    [Fact]
    public async Task Call_AfterStop_Fails()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Grains.GetGrain<ILifecycleGrain>("a");
        await grain.Activation();
        await host.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(grain.Activation);
    }

    [Fact]
    public async Task Call_InACircle_TimesOutAndTheGrainsGoOn()
    {
        await using var host = await GrainHost.StartAsync(responseTimeout: TimeSpan.FromSeconds(1));
        var grain = host.Grains.GetGrain<ITurnGrain>("a", typeof(TurnGrain).FullName);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.CallThrough("b", "a"));
        Assert.Equal(1, await grain.Increment());
    }

    [Fact]
    public async Task Call_TimesOutWhileQueued_NeverRuns()
    {
        await using var host = await GrainHost.StartAsync(responseTimeout: TimeSpan.FromSeconds(1));
        var grain = host.Grains.GetGrain<ITurnGrain>("a", typeof(TurnGrain).FullName);
        var held = grain.Hold("held");
        await host.Probe.Gate("held").Entered;
        await Assert.ThrowsAsync<TimeoutException>(() => grain.Hold("queued"));
        await Assert.ThrowsAsync<TimeoutException>(() => held);
        host.Probe.Gate("held").Open();
        await grain.Increment();
        Assert.False(host.Probe.Gate("queued").IsEntered);
    }
}
