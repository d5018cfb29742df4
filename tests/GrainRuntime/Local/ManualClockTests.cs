using Dcmon.GrainRuntime.Tests.Grains;
using Dcmon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Xunit;

namespace Dcmon.GrainRuntime.Tests.Local;

/// <summary>What time does to grains, on a clock that the test moves.</summary>
public sealed class ManualClockTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly IHost _host;

    public ManualClockTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddLocalGrains(typeof(GrainHost).Assembly);
        _host = builder.Build();
    }

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    private Probe Probe => _host.Services.GetRequiredService<Probe>();

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task Idle_ForLessThanItsAge_StaysAndThenGoes()
    {
        var grain = Grains.GetGrain<ILifecycleGrain>("a");
        var first = await grain.Activation();
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(first, await grain.Activation());
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(first, await grain.Activation());
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.NotEqual(first, await grain.Activation());
        Assert.Single(Probe.EventsOf("a deactivated ActivationIdle"));
    }

    [Fact]
    public async Task Idle_WithDelayedDeactivation_StaysSoLong()
    {
        var grain = Grains.GetGrain<ILifecycleGrain>("a");
        var first = await grain.Activation();
        await grain.Delay(TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(first, await grain.Activation());
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.NotEqual(first, await grain.Activation());
    }

    [Fact]
    public async Task Call_NotAnsweredFor30Seconds_TimesOutAndSaysWhich()
    {
        var call = Grains.GetGrain<ILifecycleGrain>("a").Hold("gate");
        await Probe.Gate("gate").Entered;
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("ILifecycleGrain.Hold to test-lifecycle/a", exception.Message, StringComparison.Ordinal);
        Probe.Gate("gate").Open();
    }

    [Fact]
    public async Task Call_TimesOutWhileRunning_TheGrainsTokenFires()
    {
        var call = Grains.GetGrain<ICancellableGrain>("a").Hold("gate");
        await Probe.Gate("gate").Entered;
        _clock.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await Probe.Gate("gate cancelled").PassAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
