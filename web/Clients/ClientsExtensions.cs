namespace Dcmon.Web.Clients;

/// <summary>One machine: what is known of it, and its reports as they come.</summary>
public static class ClientsExtensions
{
    /// <summary>Registers the feeds of reports.</summary>
    public static IServiceCollection AddClients(this IServiceCollection services) =>
        services.AddSingleton<ClientFeeds>().AddHostedService(provider => provider.GetRequiredService<ClientFeeds>());
}
