using System.Net;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Identity;
using Dcmon.EndToEnd.Agents;
using Dcmon.EndToEnd.Processes;
using Dcmon.Wire;

namespace Dcmon.EndToEnd.Identity;

/// <summary>Callers on the agents' port whose certificate is not of the server's own CA, or who have none.</summary>
public sealed class ForeignCertificateTests(SharedServer shared, ITestOutputHelper output) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task CertificateOfAnotherAuthority_IsRefusedAtTheHandshake()
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(shared.Server.Data, "pki", "ca.crt"));
        using var foreign = new ForeignAuthority(authority);
        using var certificate = foreign.Issue("somebody");
        using var http = RawAgent.Connect(shared.Server.AgentAddress, authority, certificate);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(GatewayRoutes.Authority));
    }

    [Theory]
    [InlineData(GatewayRoutes.Reports, "")]
    [InlineData(GatewayRoutes.Renew, "{\"certificateRequest\":\"\"}")]
    public async Task NoCertificate_IsUnauthorizedButForEnrolling(string route, string body)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(shared.Server.Data, "pki", "ca.crt"));
        using var http = RawAgent.Connect(shared.Server.AgentAddress, authority, null);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var refused = await http.PostAsync(route, content);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var open = await http.GetAsync(GatewayRoutes.Authority);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task AgentOfAnotherAuthority_SaysWhyInItsOwnLog()
    {
        await using var agent = await AgentProcess.EnrollAsync(output, shared.Server);
        var directory = new IdentityDirectory(agent.State);
        using (var identity = directory.Load())
        {
            using var foreign = new ForeignAuthority(identity.Authority);
            using var certificate = foreign.Issue(identity.ClientId);
            directory.SaveCertificate(certificate);
        }

        await agent.StartAsync();
        var line = await agent.Process.WaitForLineAsync("Cannot report");
        Assert.Contains("does not accept this agent's certificate", line, StringComparison.Ordinal);
        Assert.False(agent.Process.HasExited);
    }
}
