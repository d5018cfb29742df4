using System.Net;
using System.Net.Security;
using Dcmon.Web.Security;
using Dcmon.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Web.Tests.Security;

/// <summary>Certificates of the server's own CA that no agent was given.</summary>
[Collection(SharedServer.Name)]
public class ClientPurposeTests(RunningServer server)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string AnyPurpose = "2.5.29.37.0";

    [Theory]
    [InlineData(null)]
    [InlineData(ServerAuthentication)]
    [InlineData(AnyPurpose)]
    public async Task Certificate_WithoutTheClientsPurpose_IsRefusedAtTheHandshake(string? usage) =>
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(usage));

    [Fact]
    public async Task Certificate_WithIt_IsAccepted() => Assert.Equal(HttpStatusCode.OK, await GetAsync(ClientAuthentication));

    private async Task<HttpStatusCode> GetAsync(string? usage)
    {
        var authority = server.App.Services.GetRequiredService<CertificateAuthority>();
        using var certificate = TestCertificates.Issue("CN=somebody", authority.Certificate, isAuthority: false, usage);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        // Sent whatever it is good for; as one of several, the handler would leave it out.
        handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        using var http = new HttpClient(handler) { BaseAddress = server.Agents };
        return (await http.GetAsync(GatewayRoutes.Authority)).StatusCode;
    }
}
