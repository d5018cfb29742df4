using System.Net;
using Dcmon.Silo.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Dcmon.Silo.Hosting;

/// <summary>Sets up Orleans: a silo of its own for one process, a silo of a cluster, or a client of one.</summary>
public static class OrleansHosting
{
    /// <summary>
    /// Names the grains' state in storage; state written under another id is not found. It never changes.
    /// </summary>
    public const string ServiceId = "dcmon";

    private const string ClusterId = "dcmon";
    private const int DefaultSiloPort = 11111;
    private const int DefaultGatewayPort = 30000;

    /// <summary>Hosts grains for this process alone; nothing listens.</summary>
    public static void AddLocalSilo(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(DefaultSiloPort, gatewayPort: 0, serviceId: ServiceId, clusterId: ClusterId);
        DashboardStart.Defer(silo.Services, () => silo.AddDashboard());
        foreach (var listener in silo.Services.Where(IsListener).ToArray())
        {
            silo.Services.Remove(listener);
            silo.Services.AddKeyedSingleton<IConnectionListenerFactory, ClosedListenerFactory>(listener.ServiceKey);
        }
    });

    /// <summary>Hosts grains for other processes of this machine that have the cluster's key.</summary>
    /// <exception cref="Dcmon.Settings.SettingsException">The key cannot be used.</exception>
    public static void AddClusterSilo(this IHostApplicationBuilder builder, ServerSettings settings)
    {
        var siloPort = settings.Cluster.SiloPort ?? DefaultSiloPort;
        var gatewayPort = settings.Cluster.GatewayPort ?? DefaultGatewayPort;
        var key = ClusterKey.LoadOrMake(settings);
        builder.UseOrleans(silo => silo
            .UseTls(key.Certificate, key.Configure)
            .UseLocalhostClustering(siloPort, gatewayPort, serviceId: ServiceId, clusterId: ClusterId)
            .Configure<EndpointOptions>(endpoints =>
            {
                endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, siloPort);
                endpoints.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, gatewayPort);
            })
            .AddDashboard());
    }

    /// <summary>Calls the grains that another process of this machine hosts.</summary>
    /// <exception cref="Dcmon.Settings.SettingsException">The cluster's key is missing or cannot be used.</exception>
    public static void AddClusterClient(this IHostApplicationBuilder builder, ServerSettings settings) =>
        builder.UseOrleansClient(client =>
        {
            var gatewayPort = settings.Cluster.GatewayPort ?? DefaultGatewayPort;
            var key = ClusterKey.Load(settings);
            client.UseTls(key.Certificate, key.Configure);
            client.UseLocalhostClustering(gatewayPort, serviceId: ServiceId, clusterId: ClusterId);
            DashboardStart.Defer(client.Services, () => client.AddDashboard());
        });

    private static bool IsListener(ServiceDescriptor service) =>
        service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory);
}
