namespace Dcmon.Web.Api;

/// <summary>The JSON API.</summary>
public static class ApiExtensions
{
    /// <summary>Registers what the API needs.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        return services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Errors.Explain).AddApiDocument();
    }

    /// <summary>Maps <c>/api</c> and its description, <c>/openapi/v1.json</c>.</summary>
    /// <returns>Where features map their routes.</returns>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        var api = routes.MapGroup("/api");
        api.AddEndpointFilter(InvalidRequestFilter.InvokeAsync);
        api.MapFallback(() => Results.Problem("There is no such resource; see /openapi/v1.json.", statusCode: StatusCodes.Status404NotFound))
            .ExcludeFromDescription();
        return api;
    }
}
