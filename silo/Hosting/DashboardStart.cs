using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Silo.Hosting;

/// <summary>
/// Starts what Orleans' dashboard runs in the background when it is first opened. It reads all of Orleans' meters each
/// second and so turns them on, which costs each call of a grain; most servers' dashboards are never opened.
/// </summary>
public sealed class DashboardStart
{
    private static readonly object Deferred = new();

    private readonly Lazy<Task> _started;

    private DashboardStart(IServiceProvider services) => _started = new(() => StartAsync(services));

    /// <summary>Starts it at the first call; the dashboard's counters begin then.</summary>
    public Task StartAsync() => _started.Value;

    /// <summary>Keeps the host and the silo from starting what the dashboard registers.</summary>
    /// <param name="services">Where it registers.</param>
    /// <param name="addDashboard">Registers the dashboard.</param>
    internal static void Defer(IServiceCollection services, Action addDashboard)
    {
        var others = services.ToHashSet();
        addDashboard();
        foreach (var service in services.Where(each => !others.Contains(each) && RunsAtStart(each)).ToArray())
        {
            services.Remove(service);
            services.Add(new ServiceDescriptor(
                service.ServiceType, Deferred, (provider, _) => service.ImplementationFactory!(provider), service.Lifetime));
        }

        services.AddSingleton(provider => new DashboardStart(provider));
    }

    private static bool RunsAtStart(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) || service.ServiceType == typeof(ILifecycleParticipant<ISiloLifecycle>);

    private static async Task StartAsync(IServiceProvider services)
    {
        var lifecycle = new SiloLifecycleSubject(services.GetRequiredService<ILogger<SiloLifecycleSubject>>());
        foreach (var participant in services.GetKeyedServices<ILifecycleParticipant<ISiloLifecycle>>(Deferred))
            participant.Participate(lifecycle);
        await lifecycle.OnStart();
        foreach (var hosted in services.GetKeyedServices<IHostedService>(Deferred))
            await hosted.StartAsync(CancellationToken.None);
    }
}
