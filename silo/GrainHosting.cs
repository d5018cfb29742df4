using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
#if ORLEANS
using System.Net;
using System.Net.Sockets;
using Orleans.Dashboard;
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

    private const int UsualSiloPort = 11111;
    private const int UsualGatewayPort = 30000;

    /// <summary>Runs the grains in this process.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="forOthers">Whether other processes are to call the grains here.</param>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, ServerSettings settings, bool forOthers)
    {
        var siloPort = settings.Cluster.SiloPort ?? (forOthers ? UsualSiloPort : FreePort());
        var gatewayPort = settings.Cluster.GatewayPort ?? (forOthers ? UsualGatewayPort : FreePort());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort, listenOnAnyHostAddress: false)
            .AddDashboard());
    }

    /// <summary>Calls the grains of a cluster.</summary>
    public static void AddGrainClient(this IHostApplicationBuilder builder, ServerSettings settings) =>
        builder.UseOrleansClient(client => client.UseLocalhostClustering(settings.Cluster.GatewayPort ?? UsualGatewayPort).AddDashboard());

    /// <summary>Maps the runtime's own dashboard.</summary>
    /// <returns>Its endpoints; null where the runtime has none.</returns>
    public static IEndpointConventionBuilder? MapDashboard(IEndpointRouteBuilder routes, string path) => routes.MapOrleansDashboard(path);

    /// <summary>A port that is free now: nobody but this process calls a silo that lives inside a web server.</summary>
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>This program can be one of several.</summary>
    public static void RequireCluster()
    {
    }
#else
    /// <summary>The runtime that this program was built with.</summary>
    public const string Runtime = "Local";

    /// <summary>Runs the grains in this process.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="forOthers">Whether other processes are to call the grains here.</param>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, ServerSettings settings, bool forOthers) =>
        builder.Services.AddLocalGrains(typeof(GrainOptions).Assembly);

    /// <summary>There is no cluster to call: the local runtime has no network.</summary>
    /// <exception cref="SettingsException">Always.</exception>
    public static void AddGrainClient(this IHostApplicationBuilder builder, ServerSettings settings) => RequireCluster();

    /// <summary>Maps the runtime's own dashboard.</summary>
    /// <returns>Its endpoints; null where the runtime has none.</returns>
    public static IEndpointConventionBuilder? MapDashboard(IEndpointRouteBuilder routes, string path) => null;

    /// <summary>Says that this program cannot be one of several.</summary>
    /// <exception cref="SettingsException">Always.</exception>
    public static void RequireCluster() => throw new SettingsException(
        ["A cluster of several processes needs the Orleans runtime, and this program was built without it (build with -p:GrainRuntime=Orleans). dcmon-web alone is a whole server."]);
#endif
}
