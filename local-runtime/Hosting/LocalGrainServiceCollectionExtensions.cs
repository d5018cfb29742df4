using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Hosts grains in this process.</summary>
public static class LocalGrainServiceCollectionExtensions
{
    /// <summary>
    /// Hosts the grain classes of some assemblies. Calls work from the start of the host's services to their stop:
    /// register it before services that call grains when they start or stop.
    /// </summary>
    public static IServiceCollection AddLocalGrains(this IServiceCollection services, params Assembly[] assemblies) =>
        services.AddLocalGrains(_ => { }, assemblies);

    /// <inheritdoc cref="AddLocalGrains(IServiceCollection, Assembly[])"/>
    public static IServiceCollection AddLocalGrains(
        this IServiceCollection services, Action<LocalGrainOptions> configure, params Assembly[] assemblies)
    {
        var options = new LocalGrainOptions();
        configure(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new GrainClassMap([.. assemblies, typeof(ManagementGrain).Assembly]));
        services.AddSingleton<LocalGrainRuntime>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalGrainRuntime>());
        services.AddSingleton<IClusterClient, GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        return services;
    }
}
