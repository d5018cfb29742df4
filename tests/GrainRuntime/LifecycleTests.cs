using Dcmon.GrainRuntime.Tests.Grains;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class LifecycleTests(HostFixture fixture) : SharedHostTests(fixture)
{
    [Fact]
    public async Task Call_ManyAtOnceToANewKey_ActivateOnce()
    {
        var key = NewKey();
        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain(key).Activation())));
        Assert.Single(ids.Distinct());
        Assert.Single(Host.Probe.EventsOf($"{key} activated"));
    }

    [Fact]
    public async Task Call_OtherKey_OtherActivation() =>
        Assert.NotEqual(await Grain(NewKey()).Activation(), await Grain(NewKey()).Activation());

    [Fact]
    public async Task Key_OfReferenceAndGrain_IsTheSameInAnyCase()
    {
        var lower = Grain(NewKey() + "/a");
        var upper = Grain(lower.GetPrimaryKeyString()[..^1] + "A");
        Assert.NotEqual(await lower.Activation(), await upper.Activation());
        Assert.Equal("test-lifecycle/" + lower.GetPrimaryKeyString(), lower.GetGrainId().ToString());
    }

    [Fact]
    public async Task Reference_ToTheSameGrain_IsEqual()
    {
        var key = NewKey();
        Assert.Equal(Grain(key), Grain(key));
        Assert.Equal(Grain(key).GetHashCode(), Grain(key).GetHashCode());
        Assert.NotEqual(Grain(key), Grain(NewKey()));
        Assert.Equal(Grain(key), await Grain(key).Self());
    }

    [Fact]
    public async Task OnActivate_Throws_CallerGetsItAndTheNextCallTriesAnew()
    {
        var grain = Grain("fails-once/" + NewKey());
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(grain.Activation);
        Assert.Equal("not this time", exception.Message);
        await grain.Activation();
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_GetsAFreshActivationAfterTheOldOneHasEnded()
    {
        var key = NewKey();
        var first = await Grain(key).Activation();
        await Grain(key).Deactivate();
        Assert.NotEqual(first, await Grain(key).Activation());
        Assert.Equal(
            [$"{key} activated", $"{key} deactivated ApplicationRequested", $"{key} disposed", $"{key} activated"],
            Host.Probe.EventsOf(key));
    }

    [Fact]
    public async Task DeactivateOnIdle_CallsDuringDeactivation_WaitForTheFreshActivation()
    {
        var key = "holds/" + NewKey();
        var first = await Grain(key).Activation();
        await Grain(key).Deactivate();
        await Host.Probe.Gate(key).Entered;
        Task<Guid>[] calls = [Grain(key).Activation(), Grain(key).Activation()];
        await Grain(NewKey()).Activation();
        Assert.DoesNotContain(calls, c => c.IsCompleted);
        Host.Probe.Gate(key).Open();
        var answers = await Task.WhenAll(calls);
        Assert.NotEqual(first, answers[0]);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task DeactivateOnIdle_WhileACallRuns_LetsItFinish()
    {
        var key = NewKey();
        var hold = Grain(key).Hold(key);
        await Host.Probe.Gate(key).Entered;
        var deactivate = Grain(key).Deactivate();
        Assert.Empty(Host.Probe.EventsOf($"{key} deactivated"));
        Host.Probe.Gate(key).Open();
        await hold;
        await deactivate;
        await Grain(key).Activation();
        Assert.Single(Host.Probe.EventsOf($"{key} deactivated"));
    }

    [Fact]
    public async Task Collect_IdleGrain_DeactivatesIt()
    {
        var key = NewKey();
        var first = await Grain(key).Activation();
        await Host.CollectUntilAsync($"{key} deactivated ActivationIdle");
        Assert.NotEqual(first, await Grain(key).Activation());
    }

    [Fact]
    public async Task Collect_GrainThatRunsACall_KeepsIt()
    {
        var key = NewKey();
        var first = await Grain(key).Activation();
        var hold = Grain(key).Hold(key);
        await Host.Probe.Gate(key).Entered;
        await Host.CollectAsync();
        Host.Probe.Gate(key).Open();
        await hold;
        Assert.Equal(first, await Grain(key).Activation());
    }

    [Fact]
    public async Task Collect_GrainThatAskedForDelay_KeepsIt()
    {
        var key = NewKey();
        var first = await Grain(key).Activation();
        await Grain(key).Delay(TimeSpan.FromHours(1));
        await Host.CollectAsync();
        Assert.Equal(first, await Grain(key).Activation());
        await Grain(key).Delay(TimeSpan.Zero);
        await Host.CollectUntilAsync($"{key} deactivated ActivationIdle");
        Assert.NotEqual(first, await Grain(key).Activation());
    }

    [Fact]
    public async Task Statistics_CountActivationsByClass()
    {
        await Grain(NewKey()).Activation();
        var statistics = await Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        Assert.Contains(
            statistics,
            s => s.GrainType.Contains(typeof(LifecycleGrain).FullName!, StringComparison.Ordinal) && s.ActivationCount > 0);
    }

    [Fact]
    public void GetGrain_OfAnInterfaceWithoutClass_Throws() =>
        Assert.Throws<ArgumentException>(() => Grains.GetGrain<INobodysGrain>("x"));

    private ILifecycleGrain Grain(string key) => Grains.GetGrain<ILifecycleGrain>(key);
}

[Alias("test.INobodysGrain")]
public interface INobodysGrain : IGrainWithStringKey;
