using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Dcmon.GrainRuntime.Tests;

/// <summary>A running host of this assembly's grains. The only place that knows which runtime it is.</summary>
public sealed class GrainHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly InProcessTestCluster _cluster;

    private GrainHost(InProcessTestCluster cluster)
    {
        _cluster = cluster;
        Services = cluster.Silos[0].ServiceProvider;
    }

    public IServiceProvider Services { get; }

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>What the grains of this host and its test share.</summary>
    public Probe Probe => Services.GetRequiredService<Probe>();

    public static async Task<GrainHost> StartAsync(
        Action<IServiceCollection>? configure = null, TimeSpan? responseTimeout = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            Configure(silo.Services, configure);
            silo.Services.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = responseTimeout ?? Deadline);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    /// <summary>Deactivates all idle activations and waits for it.</summary>
    public Task CollectAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    /// <summary>Collects until something has told the probe: a grain that has just answered may not be idle yet.</summary>
    public async Task CollectUntilAsync(string toldEvent)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!Probe.Events.Contains(toldEvent))
        {
            deadline.Token.ThrowIfCancellationRequested();
            await CollectAsync();
        }
    }

    /// <summary>Stops the grains, as a host does; its services stay usable.</summary>
    public Task StopAsync() => _cluster.Silos[0].SiloHost.StopAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static void Configure(IServiceCollection services, Action<IServiceCollection>? configure)
    {
        services.AddSingleton<Probe>();
        services.AddLogging(logging => logging.ClearProviders());
        configure?.Invoke(services);
    }
}
