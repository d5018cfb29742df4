using Dcmon.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace Dcmon.Web.Gateway;

/// <summary>The agents' port.</summary>
public static class GatewayExtensions
{
    /// <summary>Registers what the agents' port needs.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="certificateLifetime">How long agents' certificates are valid.</param>
    public static IServiceCollection AddGateway(this IServiceCollection services, TimeSpan certificateLifetime) => services
        .AddSingleton<GatewayMetrics>().AddSingleton<ReportEndpoint>().AddSingleton<MetricsEndpoint>().AddSingleton<ProgramCallers>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<EnrollEndpoints>(provider, certificateLifetime));

    /// <summary>
    /// Takes every request of the agents' port out of the pipeline: nothing of the web is served there, and nothing of
    /// this anywhere else.
    /// </summary>
    public static void UseGateway(this WebApplication app) => app.MapWhen(AgentCallerExtensions.IsOnAgentPort, gateway =>
    {
        gateway.UseExceptionHandler();
        var metrics = app.Services.GetRequiredService<GatewayMetrics>();
        gateway.Use((context, next) =>
        {
            metrics.Received();
            return LimitBody(context, next);
        });
        var time = app.Services.GetRequiredService<TimeProvider>();
        gateway.Use((context, next) => AgentCertificates.RefuseEndedAsync(context, next, time));
        // Reports are nearly all that comes in here: they need no routing, no limits by address and no pages for bare statuses.
        var reports = app.Services.GetRequiredService<ReportEndpoint>();
        gateway.Use((context, next) => ReportEndpoint.IsFor(context.Request) ? reports.HandleAsync(context) : next(context));
        gateway.UseStatusCodePages();
        gateway.UseRouting();
        gateway.UseRateLimiter();
        gateway.UseEndpoints(Map);
    });

    private static void Map(IEndpointRouteBuilder routes)
    {
        var enrollment = routes.ServiceProvider.GetRequiredService<EnrollEndpoints>();
        routes.MapGet(GatewayRoutes.Authority, enrollment.Authority);
        routes.MapPost(GatewayRoutes.Enroll, enrollment.Enroll).RequireRateLimiting(Security.RateLimits.Enroll);
        routes.MapPost(GatewayRoutes.Renew, enrollment.Renew);
        routes.ServiceProvider.GetRequiredService<MetricsEndpoint>().Map(routes);
        routes.MapFallback(() => Results.Problem(statusCode: StatusCodes.Status404NotFound));
    }

    private static Task LimitBody(HttpContext context, RequestDelegate next)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = WireLimits.MaxBodyBytes;
        return next(context);
    }
}
