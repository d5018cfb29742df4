using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;

namespace Dcmon.Silo.Hosting;

/// <summary>
/// Starts what Orleans' dashboard runs in the background when somebody opens it first. It listens to every meter of
/// Orleans, which costs each call of a grain, and most servers' dashboards are never opened.
/// </summary>
public sealed class DashboardStart
{
    private static readonly object Deferred = new();

    private readonly Lazy<Task> _started;

    private DashboardStart(IServiceProvider services) => _started = new(() => Task.WhenAll(
        services.GetKeyedServices<IHostedService>(Deferred).Select(each => each.StartAsync(CancellationToken.None))));

    /// <summary>Starts it at the first call; the dashboard's counters begin then.</summary>
    public Task StartAsync() => _started.Value;

    /// <summary>Keeps the host from starting what the dashboard has registered.</summary>
    internal static void Defer(IServiceCollection services)
    {
        foreach (var hosted in services.Where(IsOfDashboard).ToArray())
        {
            services.Remove(hosted);
            services.AddKeyedSingleton(typeof(IHostedService), Deferred, hosted.ImplementationType!);
        }

        services.AddSingleton(provider => new DashboardStart(provider));
    }

    private static bool IsOfDashboard(ServiceDescriptor service) =>
        service is { IsKeyedService: false, ImplementationType: { } type }
        && service.ServiceType == typeof(IHostedService)
        && type.Assembly == typeof(DashboardOptions).Assembly;
}
