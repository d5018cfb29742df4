namespace Dcmon.Web.Api;

/// <summary>The JSON API.</summary>
public static class ApiExtensions
{
    /// <summary>Registers what the API needs.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddSingleton<Hosting.EnrollmentUrls>();
        return services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Hosting.Errors.Describe).AddApiDocument();
    }

    /// <summary>Maps the API and its description, <c>/openapi/v1.json</c>.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        api.AddEndpointFilter(InvalidRequestFilter.InvokeAsync);
        api.MapClients();
        api.MapEnrollment();
        api.MapTimeseries();
        api.MapSeries();
        api.MapMetrics();
        api.MapStates();
        api.MapEvents();
        api.MapStore();
        api.MapDisplaySettings();
        api.MapRetention();
        api.MapDashboards();
        api.MapCluster();
        api.MapFallback(() => Results.Problem("There is no such resource; see /openapi/v1.json.", statusCode: StatusCodes.Status404NotFound))
            .ExcludeFromDescription();
        routes.MapOpenApi();
    }
}
