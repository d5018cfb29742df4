namespace Dcmon.Web.Pages;

/// <summary>What all pages share: layout, script and style.</summary>
public static class PagesExtensions
{
    /// <summary>Adds what rendering the pages needs.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services.AddSingleton(PageAssets.Load());
    }

    /// <summary>Maps the files that pages load.</summary>
    public static void MapPageAssets(this IEndpointRouteBuilder routes) =>
        routes.MapPageAssets(routes.ServiceProvider.GetRequiredService<PageAssets>());
}
