using Dcmon.Web.Api;
using Dcmon.Web.Live.Push;
using Microsoft.AspNetCore.SignalR;

namespace Dcmon.Web.Live;

/// <summary>Changes pushed to browsers.</summary>
public static class LiveExtensions
{
    /// <summary>Registers the hub. What it pushes comes from the feeds of the features.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddLogging(logging => logging.AddFilter(HubErrors.SignalRCategory, LogLevel.None));
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = 16 * 1024;
            hub.AddFilter<HubErrors>();
        })
            .AddJsonProtocol(json => ApiJson.Configure(json.PayloadSerializerOptions));
        return services.AddSingleton<IPushSender, HubSender>().AddSingleton<Outboxes>().AddSingleton<LiveMetrics>();
    }

    /// <summary>Maps <c>/hub/live</c>.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        // Nobody asks it for anything: its meter is listened to.
        routes.ServiceProvider.GetRequiredService<LiveMetrics>();
        routes.MapHub<LiveHub>("/hub/live");
    }
}
