using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Web.Security;
using Dcmon.Wire.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Web.Tests.Gateway;

/// <summary>Certificates that were good when the connection was opened.</summary>
[Collection(SharedServer.Name)]
public class CertificateTests(RunningServer server)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Report_CertificateReplaced_IsRefusedOnItsOpenConnectionOnceTheNewOneIsUsed()
    {
        using var old = await server.EnrollAsync();
        await RunningServer.ReportAsync(old, 1, RunningServer.Now, 1);
        var renewed = await old.RenewAsync(default);
        // The answer may have been lost: the old one is good until the new one is used.
        await RunningServer.ReportAsync(old, 2, RunningServer.Now, 2);
        using var agent = new GatewayClient(renewed, Timeout, TimeProvider.System);
        await RunningServer.ReportAsync(agent, 3, RunningServer.Now, 3);

        Assert.Contains("replaced", await RefusedAsync(old));
        await Assert.ThrowsAsync<GatewayException>(() => old.RenewAsync(default));
        using var copy = new GatewayClient(old.Identity, Timeout, TimeProvider.System);
        Assert.Contains("replaced", await RefusedAsync(copy));
        await RunningServer.ReportAsync(agent, 4, RunningServer.Now, 4);
    }

    [Fact]
    public async Task Renew_AnswerLost_MayBeRepeated()
    {
        using var old = await server.EnrollAsync();
        await old.RenewAsync(default);
        using var agent = new GatewayClient(await old.RenewAsync(default), Timeout, TimeProvider.System);
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1);
        using var next = new GatewayClient(await agent.RenewAsync(default), Timeout, TimeProvider.System);
        await RunningServer.ReportAsync(next, 2, RunningServer.Now, 2);
    }

    [Fact]
    public async Task Report_CertificateEnded_IsRefusedOnItsOpenConnection()
    {
        using var enrolled = await server.EnrollAsync();
        using var agent = new GatewayClient(ShortLived(enrolled.Identity, TimeSpan.FromSeconds(4)), Timeout, TimeProvider.System);
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1);
        SendResult result = new SendResult.Failed("");
        await Eventually.HoldsAsync(async () => (result = await SendAsync(agent)) is SendResult.Unauthorized);
        Assert.Contains("ended", Assert.IsType<SendResult.Unauthorized>(result).Detail);
        await Assert.ThrowsAsync<GatewayException>(() => agent.RenewAsync(default));
    }

    private static async Task<string> RefusedAsync(GatewayClient agent) =>
        Assert.IsType<SendResult.Unauthorized>(await SendAsync(agent)).Detail;

    private static Task<SendResult> SendAsync(GatewayClient agent) => agent.SendAsync(
        new ReportMessage([RunningServer.Temperature], null, [RunningServer.Temperature.Report(9, RunningServer.Now, 1)]), default);

    /// <summary>The client with a certificate of its own that ends soon.</summary>
    private AgentIdentity ShortLived(AgentIdentity identity, TimeSpan lifetime)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = server.App.Services.GetRequiredService<CertificateAuthority>();
        using var signed = authority.SignAgent(new PublicKey(key), identity.ClientId, lifetime);
        return new AgentIdentity(identity.Server, identity.ClientId, signed.CopyWithPrivateKey(key), identity.Authority);
    }
}
