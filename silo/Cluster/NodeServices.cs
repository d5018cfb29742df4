using Dcmon.Grains.Calls;
using Dcmon.Silo.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Silo.Cluster;

/// <summary>Registers the metrics of a process and their report to the cluster.</summary>
public static class NodeServices
{
    /// <summary>Adds both. The silo, or a client of one, is added before.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="kind">What this process is: <c>silo</c>, <c>web</c>, or <c>web and silo</c>.</param>
    public static void AddNodeReports(this IHostApplicationBuilder builder, string kind) => builder.Services
        .AddSingleton(new NodeKind(kind))
        .AddSingleton<GrainCallMetrics>()
        .AddSingleton<ServerMetrics>()
        .AddHostedService(services => services.GetRequiredService<ServerMetrics>())
        .AddHostedService<NodeReporter>();
}
