using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Identity;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Identity;

/// <summary>Certificates that end soon.</summary>
public sealed class RenewalTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Agent_WhoseCertificateLives20Seconds_RenewsItAndGoesOn()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.certificate_lifetime=20s", "--set", "agents.interval=1s");
        await using var agent = await AgentProcess.EnrollAsync(output, server);
        var directory = new IdentityDirectory(agent.State);
        using var first = directory.Load();
        await agent.StartAsync();

        await Eventually.HoldsAsync(() =>
        {
            // The certificate alone: loading the identity mends a half-done replacement, which is the agent's to finish here.
            using var now = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(agent.State, "agent.crt"));
            return now.NotAfter.ToUniversalTime() > (first.NotAfter + TimeSpan.FromSeconds(20)).UtcDateTime;
        }, "the certificate on disk ends 20 s after the first one", timeout: TimeSpan.FromSeconds(60));
        await Eventually.HoldsAsync(
            () => SeriesDatabase.Reports(server)[^1].Time > first.NotAfter.ToUnixTimeMilliseconds() + 3_000,
            "reports come after the end of the first certificate");

        using var renewed = directory.Load();
        Assert.Equal(first.ClientId, renewed.ClientId);
        Assert.NotEqual(first.Certificate.GetPublicKeyString(), renewed.Certificate.GetPublicKeyString());
        await Eventually.HoldsAsync(() =>
        {
            var numbers = SeriesDatabase.Reports(server).Select(each => each.Sequence).ToList();
            return numbers.Max() - numbers.Min() + 1 == numbers.Count;
        }, "no report that the agent made is missing");
        Assert.DoesNotContain(agent.Process.Log, each => each.Contains(" fail: ", StringComparison.Ordinal));
    }
}
