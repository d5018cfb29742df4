namespace Dcmon.Web.History;

/// <summary>What machines reported, over time.</summary>
public static class HistoryExtensions
{
    /// <summary>Registers live queries, and the compression of answers.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<LiveQueries>()
        .AddHostedService(provider => provider.GetRequiredService<LiveQueries>())
        .AddHistoryCompression();

    /// <summary>Maps the routes.</summary>
    public static void MapHistory(this IEndpointRouteBuilder api)
    {
        api.MapTimeseries();
        api.MapSeries();
        api.MapMetrics();
        api.MapStates();
        api.MapStore();
    }
}
