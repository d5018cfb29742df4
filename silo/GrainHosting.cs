using Microsoft.Extensions.Hosting;
#if ORLEANS
using System.Net;
using Orleans.Configuration;
using Orleans.Hosting;
#else
using Dcmon.Grains;
using Dcmon.Settings;
using Orleans.Hosting;
#endif

namespace Dcmon.Silo;

/// <summary>The one place that knows which runtime the grains run on.</summary>
public static class GrainHosting
{
#if ORLEANS
    /// <summary>The runtime that this program was built with.</summary>
    public const string Runtime = "Orleans";

    /// <summary>Runs the grains in this process.</summary>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, ServerSettings settings) =>
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(settings.Cluster.SiloPort, settings.Cluster.GatewayPort)
            .ConfigureEndpoints(IPAddress.Loopback, settings.Cluster.SiloPort, settings.Cluster.GatewayPort, listenOnAnyHostAddress: false));

    /// <summary>Calls the grains of a cluster.</summary>
    public static void AddGrainClient(this IHostApplicationBuilder builder, ServerSettings settings) =>
        builder.UseOrleansClient(client => client.UseLocalhostClustering(settings.Cluster.GatewayPort));

    /// <summary>This program can be one of several.</summary>
    public static void RequireCluster()
    {
    }
#else
    /// <summary>The runtime that this program was built with.</summary>
    public const string Runtime = "Local";

    /// <summary>Runs the grains in this process.</summary>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, ServerSettings settings) =>
        builder.Services.AddLocalGrains(typeof(GrainOptions).Assembly);

    /// <summary>There is no cluster to call: the local runtime has no network.</summary>
    /// <exception cref="SettingsException">Always.</exception>
    public static void AddGrainClient(this IHostApplicationBuilder builder, ServerSettings settings) => RequireCluster();

    /// <summary>Says that this program cannot be one of several.</summary>
    /// <exception cref="SettingsException">Always.</exception>
    public static void RequireCluster() => throw new SettingsException(
        ["A cluster of several processes needs the Orleans runtime, and this program was built without it (build with -p:GrainRuntime=Orleans). dcmon-web alone is a whole server."]);
#endif
}
