using Dcmon.Web.Api;
using Dcmon.Web.Live.Push;
using Dcmon.Web.Live.Series;

namespace Dcmon.Web.Live;

/// <summary>Changes pushed to browsers.</summary>
public static class LiveExtensions
{
    /// <summary>Registers the hub and its feeds.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 16 * 1024)
            .AddJsonProtocol(json => ApiJson.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<Outboxes>().AddSingleton<ClientFeeds>().AddSingleton<LiveQueries>().AddSingleton<LiveMetrics>();
        services.AddHostedService(provider => provider.GetRequiredService<ClientFeeds>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveQueries>());
        return services.AddHostedService<FleetFeed>();
    }

    /// <summary>Maps <c>/hub/live</c>.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        // Nobody asks it for anything: its meter is listened to.
        routes.ServiceProvider.GetRequiredService<LiveMetrics>();
        routes.MapHub<LiveHub>("/hub/live");
    }
}
