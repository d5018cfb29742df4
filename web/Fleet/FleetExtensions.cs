namespace Dcmon.Web.Fleet;

/// <summary>The fleet as a whole: the register, and changes of rows.</summary>
public static class FleetExtensions
{
    /// <summary>Registers the feed of rows.</summary>
    public static IServiceCollection AddFleet(this IServiceCollection services) =>
        services.AddSingleton<FleetFeed>().AddHostedService(provider => provider.GetRequiredService<FleetFeed>());
}
