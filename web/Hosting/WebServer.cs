using Dcmon.Silo.Cluster;
using Dcmon.Silo.Hosting;
using Dcmon.Silo.Settings;
using Dcmon.Web.Api;
using Dcmon.Web.Components;
using Dcmon.Web.Gateway;
using Dcmon.Web.Health;
using Dcmon.Web.Live;
using Dcmon.Web.Security;

namespace Dcmon.Web.Hosting;

/// <summary>The server: what it is made of, and in which order a request goes through it.</summary>
public static class WebServer
{
    /// <summary>Puts the server together.</summary>
    public static WebApplication Build(ServerSettings settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddServerLog();
        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton<Banner>();
        if (settings.Silo == SiloPlace.Local) builder.AddSilo(settings, forOthers: false);
        else builder.AddClusterClient(settings);
        builder.AddNodeReports(settings.Silo == SiloPlace.Local ? "web and silo" : "web");

        builder.Services
            .AddSingleton(services => CertificateAuthority.Open(settings.DataFile("pki"), services.GetRequiredService<TimeProvider>()))
            .AddSingleton<ServerCertificates>()
            .AddRateLimits()
            .AddLogin(settings)
            .AddGateway()
            .AddApi()
            .AddHistoryCompression()
            .AddLive()
            .AddPages();
        builder.WebHost.UseListeners(settings);

        var app = builder.Build();
        app.UseGateway();
        app.UseSecurityHeaders();
        app.UseErrors();
        app.UseHistoryCompression();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapLogin();
        app.MapApi();
        app.MapLive();
        app.MapRuntimeDashboard();
        app.MapPages();
        return app;
    }
}
