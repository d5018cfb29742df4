using Dcmon.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Benchmarks.Grains;

/// <summary>Hosts the grains in this process, with their state in a folder.</summary>
internal static class BenchmarkHost
{
    public static async Task<IHost> StartAsync(string folder, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddGrains(Path.Combine(folder, "grains.db")));
        builder.Services.AddSingleton(TimeProvider.System);
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
