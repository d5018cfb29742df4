using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Benchmarks.Grains;

/// <summary>Hosts this assembly's grains in this process, on the runtime that the build chose.</summary>
internal static class BenchmarkHost
{
    public static async Task<IHost> StartAsync(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        configure(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
