using Dcmon.GrainRuntime.Tests.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace Dcmon.GrainRuntime.Tests.Local;

public sealed class RefusalTests
{
    [Fact]
    public void CreateObjectReference_MethodReturnsNoTask_SaysWhich()
    {
        using var host = Build();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var exception = Assert.Throws<NotSupportedException>(
            () => grains.CreateObjectReference<IBadObserver>(new BadObserver()));
        Assert.Contains("IBadObserver.Count", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_BeforeStartAndAfterStop_IsRefused()
    {
        using var host = Build();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILifecycleGrain>("a");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Activation());
        await host.StartAsync();
        await grain.Activation();
        await host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Activation());
    }

    [Fact]
    public async Task Stop_WhileACallRuns_LetsItFinish()
    {
        using var host = Build();
        await host.StartAsync();
        var probe = host.Services.GetRequiredService<Probe>();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILifecycleGrain>("a");
        var call = grain.Hold("gate");
        await probe.Gate("gate").Entered;
        var queued = grain.Activation();
        var stop = host.StopAsync();
        Assert.False(stop.IsCompleted);
        probe.Gate("gate").Open();
        await call;
        await Assert.ThrowsAsync<SiloUnavailableException>(() => queued);
        await stop;
        Assert.Contains("a deactivated ShuttingDown", probe.Events);
    }

    [Fact]
    public void Options_NotPositive_AreRefused()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLocalGrains(o => o.ResponseTimeout = TimeSpan.Zero, typeof(GrainHost).Assembly);
        using var host = builder.Build();
        var exception = Assert.Throws<InvalidOperationException>(
            () => host.Services.GetRequiredService<IGrainFactory>());
        Assert.Contains(nameof(LocalGrainOptions.ResponseTimeout), exception.Message, StringComparison.Ordinal);
    }

    private static IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddLocalGrains(typeof(GrainHost).Assembly);
        return builder.Build();
    }

    private interface IBadObserver : IGrainObserver
    {
        int Count();
    }

    private sealed class BadObserver : IBadObserver
    {
        public int Count() => 0;
    }
}
