using System.Net;
using System.Net.Sockets;
using Dcmon.Settings;
using Dcmon.Silo.Settings;
using Dcmon.Web.Gateway;
using Dcmon.Web.Security;
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
        // Asked first: a silo that has to end while it starts says so at length.
        TryPort(settings.Address, settings.Port);
        TryPort(settings.Address, AgentPort(settings));
        try
        {
            await app.StartAsync(stop);
        }
        catch
        {
            // What did start must end in order.
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private static void TryPort(string address, int port)
    {
        var endpoint = new IPEndPoint(IPAddress.Parse(address), port);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
        }
        catch (SocketException error)
        {
            throw new SettingsException(
            [
                error.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {port} is in use by another program; choose another with --port N (agents use N+1)."
                    : $"Cannot listen on {address}, port {port}: {error.Message}.",
            ]);
        }
    }

    private static int AgentPort(ServerSettings settings) => settings.AgentPort ?? (settings.Port == 0 ? 0 : settings.Port + 1);

    private static void ForBrowsers(ListenOptions listen)
    {
        var certificates = listen.ApplicationServices.GetRequiredService<ServerCertificates>();
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificates.ForBrowsers()) });
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
