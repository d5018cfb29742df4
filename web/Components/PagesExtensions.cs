namespace Dcmon.Web.Components;

/// <summary>The pages that people see, with their script and style.</summary>
public static class PagesExtensions
{
    /// <summary>Adds what rendering the pages needs.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services.AddSingleton(PageAssets.Load()).AddSingleton<DisplayBlock>();
    }

    /// <summary>
    /// Maps the pages and their files. Authentication, authorization and antiforgery have to be in the pipeline before;
    /// <c>/not-found</c> and <c>/error</c> are there to be executed for answers without a body and for exceptions.
    /// </summary>
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPageAssets(routes.ServiceProvider.GetRequiredService<PageAssets>());
        routes.MapRazorComponents<App>();
    }
}
