namespace Dcmon.Web.Settings;

/// <summary>Settings that admins change while the server runs.</summary>
public static class SettingsExtensions
{
    /// <summary>Registers what gives pages the display settings.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services) => services.AddSingleton<DisplayBlock>();

    /// <summary>Maps the routes.</summary>
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        api.MapDisplaySettings();
        api.MapRetention();
    }
}
