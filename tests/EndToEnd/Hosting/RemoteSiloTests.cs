using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Testing.Processes;

namespace Dcmon.EndToEnd.Hosting;

/// <summary>A silo of its own process answers those who have the cluster's key, and no other user of the machine.</summary>
public sealed class RemoteSiloTests
{
    [Fact]
    public async Task Silo_WithItsKey_ServesAWeb_WithAnotherOrNone_NoGrainIsCalled()
    {
        using var folder = new TemporaryDirectory();
        var port = FreePorts.Take(3);
        var gateway = port + 1;
        await using var silo = Programs.Start(
            "dcmon-silo", "--data", folder.File("silo"), "--port", $"{port}", "--set", $"cluster.silo_port={port + 2}", "--set", $"cluster.gateway_port={gateway}");
        await HealthyAsync(silo, port);

        string[] Web(string data, params string[] more) =>
            ["--data", folder.File(data), "--port", "0", "--set", "address=127.0.0.1", "--set", "silo=remote", "--set", $"cluster.gateway_port={gateway}", .. more];
        await using (var web = Programs.Start("dcmon-web", Web("web", "--set", $"cluster.key_file={folder.File("silo/cluster.pem")}")))
            Assert.StartsWith("password: ", await web.WaitForLineAsync("password: "), StringComparison.Ordinal);

        var none = await Programs.RunAsync("dcmon-web", Web("none", "--reset-password"));
        Assert.NotEqual(0, none.Code);
        Assert.Contains("cluster.key_file", none.Log, StringComparison.Ordinal);

        await File.WriteAllTextAsync(folder.File("other.pem"), OtherKey());
        await using var other = Programs.Start("dcmon-web", Web("other", "--set", $"cluster.key_file={folder.File("other.pem")}", "--reset-password"));
        // Orleans' client tries again and again; it is the silo that refuses.
        await silo.WaitForLineAsync("TlsServerConnectionMiddleware");
        await other.WaitForLineAsync("TlsClientConnectionMiddleware");
        await other.StopAsync();
        Assert.DoesNotContain(other.Output, line => line.StartsWith("password: ", StringComparison.Ordinal));
    }

    private static async Task HealthyAsync(ProgramProcess silo, int port)
    {
        using var http = new HttpClient();
        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.False(silo.HasExited, string.Join('\n', silo.Log));
                try
                {
                    return (await http.GetAsync(new Uri($"http://localhost:{port}/healthz"))).StatusCode == HttpStatusCode.OK;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the silo is up");
    }

    private static string OtherKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=dcmon cluster", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }
}
