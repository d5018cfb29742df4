using Dcmon.Silo.Cluster;
using Dcmon.Silo.Hosting;
using Dcmon.Silo.Settings;
using Dcmon.Web.Accounts;
using Dcmon.Web.Api;
using Dcmon.Web.Clients;
using Dcmon.Web.Cluster;
using Dcmon.Web.Dashboards;
using Dcmon.Web.Enrollment;
using Dcmon.Web.Events;
using Dcmon.Web.Fleet;
using Dcmon.Web.Gateway;
using Dcmon.Web.History;
using Dcmon.Web.Live;
using Dcmon.Web.Pages;
using Dcmon.Web.Programs;
using Dcmon.Web.Security;
using Dcmon.Web.Settings;

namespace Dcmon.Web.Hosting;

/// <summary>The server: what it is made of, and in which order a request goes through it.</summary>
public static class WebServer
{
    /// <summary>Puts the server together.</summary>
    public static WebApplication Build(ServerSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.AddServerLog();
        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton<Banner>();
        if (settings.Silo == SiloPlace.Local) builder.AddSilo(settings, forOthers: false);
        else builder.AddClusterClient(settings);
        builder.AddNodeReports(settings.Silo == SiloPlace.Local ? "web and silo" : "web");

        builder.Services
            .AddSecurity(new CertificateSettings(settings.DataFile("pki"), settings.Tls.Names, settings.Tls.Certificate, settings.Tls.Key))
            .AddAccounts(settings.DataFile("keys"))
            .AddGateway(settings.Agents.CertificateLifetime)
            .AddApi()
            .AddLive()
            .AddClients()
            .AddHistory()
            .AddFleet()
            .AddEnrollment()
            .AddSettings()
            .AddPages();
        builder.WebHost.UseListeners(settings);

        var app = builder.Build();
        app.UseGateway();
        app.UseSecurityHeaders();
        app.UseErrors();
        app.UseSameOrigin();
        app.UseHistoryCompression();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapAccounts();
        app.MapLive();
        app.MapRuntimeDashboard(app.Services.GetRequiredService<DashboardStart>().StartAsync);
        app.MapFeatures();
        app.MapPageAssets();
        app.MapRazorComponents<App>();
        return app;
    }

    private static void MapFeatures(this WebApplication app)
    {
        var api = app.MapApi();
        api.MapFleet();
        api.MapClients();
        api.MapPrograms();
        api.MapEnrollment();
        api.MapHistory();
        api.MapEvents();
        api.MapSettings();
        api.MapDashboards();
        api.MapCluster();
        api.MapSessions();
    }
}
