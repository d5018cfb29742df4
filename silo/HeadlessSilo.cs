using System.Net;
using Dcmon.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Dcmon.Silo;

/// <summary>A silo that other processes call.</summary>
public static class HeadlessSilo
{
    /// <summary>Builds the host; it answers <c>/healthz</c> on loopback, at the settings' port.</summary>
    /// <exception cref="SettingsException">This program was built without Orleans.</exception>
    public static WebApplication Build(ServerSettings settings)
    {
        GrainHosting.RequireCluster();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, settings.Port));
        builder.Logging.AddServerLog();
        builder.AddSilo(settings, forOthers: true);
        var app = builder.Build();
        app.Run(context => context.Request.Path == "/healthz"
            ? context.Response.WriteAsync("ok")
            : Task.FromResult(context.Response.StatusCode = StatusCodes.Status404NotFound));
        return app;
    }
}
