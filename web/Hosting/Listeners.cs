using System.Net;
using Dcmon.Settings;
using Dcmon.Silo;
using Dcmon.Web.Gateway;
using Dcmon.Web.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Dcmon.Web.Hosting;

/// <summary>The two ports: browsers', and agents'.</summary>
public static class Listeners
{
    /// <summary>People and programs send forms and small documents, bytes; reports have a bound of their own.</summary>
    private const long LargestBody = 1024 * 1024;

    /// <summary>Sets both up.</summary>
    public static void UseListeners(this ConfigureWebHostBuilder host, ServerSettings settings) => host.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        var address = IPAddress.Parse(settings.Address);
        kestrel.Listen(address, settings.Port, listen => ForBrowsers(listen));
        kestrel.Listen(address, AgentPort(settings), listen => ForAgents(listen));
    });

    /// <summary>Starts listening.</summary>
    /// <exception cref="SettingsException">A port is taken, or may not be used.</exception>
    public static async Task StartListeningAsync(this WebApplication app, ServerSettings settings, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception error)
        {
            // What did start, the silo first of all, must end in order, or it says so at length.
            await app.StopAsync(CancellationToken.None);
            if (Explained(error, settings) is { } explained) throw explained;
            throw;
        }
    }

    private static SettingsException? Explained(Exception error, ServerSettings settings) => error switch
    {
        IOException { InnerException: AddressInUseException } => new SettingsException(
            [$"Port {settings.Port} or {AgentPort(settings)} is in use by another program; choose another with --port N (agents use N+1)."]),
        System.Net.Sockets.SocketException => new SettingsException(
            [$"Cannot listen on {settings.Address}, ports {settings.Port} and {AgentPort(settings)}: {error.Message}."]),
        _ => null,
    };

    private static int AgentPort(ServerSettings settings) => settings.AgentPort ?? (settings.Port == 0 ? 0 : settings.Port + 1);

    private static void ForBrowsers(ListenOptions listen)
    {
        var certificates = listen.ApplicationServices.GetRequiredService<ServerCertificates>();
        listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificates.ForBrowsers());
    }

    private static void ForAgents(ListenOptions listen)
    {
        var certificates = listen.ApplicationServices.GetRequiredService<ServerCertificates>();
        var authority = listen.ApplicationServices.GetRequiredService<CertificateAuthority>();
        listen.Use(next => connection =>
        {
            connection.Features.Set(new AgentConnection());
            return next(connection);
        });
        listen.UseHttps(https =>
        {
            https.ServerCertificateSelector = (_, _) => certificates.ForAgents();
            // A machine that enrols has none yet; every other route asks for one.
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => authority.IsAgent(certificate);
        });
    }
}
