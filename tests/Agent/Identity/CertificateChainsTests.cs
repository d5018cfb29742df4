using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Identity;

/// <summary>Over bare TLS: Kestrel itself would not serve with the certificates that must be refused.</summary>
public sealed class CertificateChainsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Handshake_ServerOfTheAuthority_IsTrustedUnderAnyName() =>
        await HandshakeAsync(_authority.Issue("whatever.example", TestAuthority.ServerAuthentication));

    [Theory]
    [InlineData(TestAuthority.ClientAuthentication)]
    [InlineData(null)]
    public async Task Handshake_AgentPosingAsTheServer_IsRefused(string? purpose) =>
        await Assert.ThrowsAsync<AuthenticationException>(() => HandshakeAsync(_authority.Issue("client-2", purpose)));

    [Fact]
    public async Task Handshake_ExpiredServer_IsRefused() => await Assert.ThrowsAsync<AuthenticationException>(
        () => HandshakeAsync(_authority.Issue("server", TestAuthority.ServerAuthentication, TimeSpan.FromMinutes(-1))));

    [Fact]
    public async Task Handshake_OtherAuthority_IsRefused()
    {
        using var other = new TestAuthority();
        await Assert.ThrowsAsync<AuthenticationException>(() => HandshakeAsync(other.Issue("server", TestAuthority.ServerAuthentication)));
    }

    private async Task HandshakeAsync(X509Certificate2 serverCertificate)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        var connecting = client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await listener.AcceptTcpClientAsync();
        await connecting;
        await using var server = new SslStream(accepted.GetStream());
        var serving = server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = serverCertificate });
        await using var tls = new SslStream(client.GetStream());
        var options = CertificateChains.TrustOnly(_authority.Certificate);
        options.TargetHost = "localhost";
        try
        {
            await tls.AuthenticateAsClientAsync(options);
            await serving;
        }
        finally
        {
            client.Close();
            // Where the client refuses, the server sees a cut connection; that is not what is tested.
            await Task.WhenAny(serving);
            _ = serving.Exception;
        }
    }
}
