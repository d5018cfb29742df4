using System.Net;
using Dcmon.Silo.Cluster;
using Dcmon.Silo.Metrics;
using Dcmon.Silo.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Silo.Hosting;

/// <summary>A silo that other processes call.</summary>
public static class HeadlessSilo
{
    /// <summary>
    /// Builds the host; it answers <c>/healthz</c> and <c>/metrics</c> on loopback, at the settings' port.
    /// </summary>
    public static WebApplication Build(ServerSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, settings.Port));
        builder.Logging.AddServerLog();
        builder.AddSilo(settings, forOthers: true);
        builder.AddNodeReports("silo");
        var app = builder.Build();
        var metrics = app.Services.GetRequiredService<ServerMetrics>();
        app.Run(context => context.Request.Path.Value switch
        {
            "/healthz" => context.Response.WriteAsync("ok"),
            "/metrics" => WriteAsync(context.Response, metrics.Write()),
            _ => Task.FromResult(context.Response.StatusCode = StatusCodes.Status404NotFound),
        });
        return app;
    }

    private static Task WriteAsync(HttpResponse response, string text)
    {
        response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return response.WriteAsync(text);
    }
}
