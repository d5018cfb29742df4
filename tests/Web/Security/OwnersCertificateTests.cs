using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Settings;
using Dcmon.Silo.Settings;
using Dcmon.Testing;
using Dcmon.Web.Security;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dcmon.Web.Tests.Security;

public sealed class OwnersCertificateTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly TestCertificates _certificates = new();
    private readonly ManualTimeProvider _time = new();
    private readonly X509Certificate2 _first;

    public OwnersCertificateTests() => _first = _certificates.Write(Certificate, Key);

    private string Certificate => _files.File("tls.crt");

    private string Key => _files.File("tls.key");

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Server_SendsTheWholeChain_AndTheNewOneOnceTheFileHasChanged()
    {
        var server = new RunningServer
        {
            Configure = settings => settings with { Tls = new TlsSettings { Certificate = Certificate, Key = Key } },
        };
        await server.InitializeAsync();
        try
        {
            var (leaf, sent) = await HandshakeAsync(server);
            Assert.Equal(_first.Thumbprint, leaf);
            Assert.Equal(["CN=intermediate", "CN=localhost"], sent.Order());

            var second = _certificates.Write(Certificate, Key);
            await Eventually.HoldsAsync(async () => (await HandshakeAsync(server)).Leaf == second.Thumbprint);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public void Current_FilesChange_IsTheNewOneWithinTenSeconds()
    {
        var owners = Open();
        Assert.Equal(_first.Thumbprint, owners.Current.TargetCertificate.Thumbprint);
        var second = _certificates.Write(Certificate, Key);
        _time.Advance(OwnersCertificate.CheckEvery);
        Assert.Equal(second.Thumbprint, owners.Current.TargetCertificate.Thumbprint);
        Assert.Single(owners.Current.IntermediateCertificates);
    }

    [Fact]
    public void Current_FilesDoNotFitEachOther_StaysTheOldOneUntilTheyDo()
    {
        var owners = Open();
        var key = File.ReadAllText(Key);
        var second = _certificates.Write(Certificate, Key);
        var newKey = File.ReadAllText(Key);
        File.WriteAllText(Key, key);
        _time.Advance(OwnersCertificate.CheckEvery);
        Assert.Equal(_first.Thumbprint, owners.Current.TargetCertificate.Thumbprint);
        File.Delete(Key);
        _time.Advance(OwnersCertificate.CheckEvery);
        Assert.Equal(_first.Thumbprint, owners.Current.TargetCertificate.Thumbprint);
        File.WriteAllText(Key, newKey);
        _time.Advance(OwnersCertificate.CheckEvery);
        Assert.Equal(second.Thumbprint, owners.Current.TargetCertificate.Thumbprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void Open_Unusable_NamesTheSettings(string content)
    {
        File.WriteAllText(Certificate, content);
        Assert.Contains("tls.certificate", Assert.Throws<SettingsException>(Open).Message);
    }

    private OwnersCertificate Open() => new(Certificate, Key, _time, NullLogger<OwnersCertificate>.Instance);

    /// <summary>The thumbprint of the server's certificate, and the names of all certificates that it sent.</summary>
    private static async Task<(string Leaf, List<string> Sent)> HandshakeAsync(RunningServer server)
    {
        var sent = new List<string>();
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.Browsers.Port);
        await using var tls = new SslStream(socket.GetStream(), false, (_, certificate, chain, _) =>
        {
            sent.AddRange(chain!.ChainPolicy.ExtraStore.Select(each => each.Subject).Append(certificate!.Subject).Distinct());
            return true;
        });
        await tls.AuthenticateAsClientAsync("localhost");
        return (new X509Certificate2(tls.RemoteCertificate!).Thumbprint, sent);
    }
}
