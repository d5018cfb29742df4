using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Testing;
using Dcmon.Web.Security;
using Dcmon.Wire;

namespace Dcmon.Web.Tests.Security;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly CertificateAuthority _authority;

    public CertificateAuthorityTests() => _authority = CertificateAuthority.Open(_directory.Path, _time);

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Open_Again_IsTheSameAuthority()
    {
        using var again = CertificateAuthority.Open(_directory.Path, _time);
        Assert.Equal(_authority.Fingerprint, again.Fingerprint);
    }

    [Fact]
    public void Open_Key_IsForItsOwnerAlone() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.File("ca.key")));

    [Fact]
    public void SignAgent_NamesTheClientWhateverTheRequestSays()
    {
        using var certificate = Sign(Request(ECDsa.Create(ECCurve.NamedCurves.nistP256), "CN=somebody-else"));
        Assert.Equal("client-a", certificate.GetNameInfo(X509NameType.SimpleName, false));
        Assert.True(_authority.IsAgent(certificate));
    }

    [Fact]
    public void SignAgent_Rsa3072_IsAccepted()
    {
        using var key = RSA.Create(3072);
        using var certificate = Sign(new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem());
        Assert.True(_authority.IsAgent(certificate));
    }

    [Fact]
    public void ReadAgentKey_WeakKey_IsRefused()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem();
        Assert.Contains("3072", Assert.Throws<WireFormatException>(() => CertificateAuthority.ReadAgentKey(request)).Message);
        Assert.Throws<WireFormatException>(
            () => CertificateAuthority.ReadAgentKey(Request(ECDsa.Create(ECCurve.NamedCurves.nistP384))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----")]
    public void ReadAgentKey_NoRequest_IsRefused(string pem) =>
        Assert.Throws<WireFormatException>(() => CertificateAuthority.ReadAgentKey(pem));

    [Fact]
    public void IsAgent_Expired_IsNot()
    {
        using var certificate = Sign(Request(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
        _time.Advance(TimeSpan.FromDays(91));
        Assert.False(_authority.IsAgent(certificate));
    }

    [Fact]
    public void IsAgent_OfAnotherAuthority_IsNot()
    {
        using var directory = new TemporaryDirectory();
        using var other = CertificateAuthority.Open(directory.Path, _time);
        using var certificate = Sign(other, Request(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
        Assert.False(_authority.IsAgent(certificate));
    }

    [Fact]
    public void IsAgent_ServersOwnCertificate_IsNot()
    {
        using var certificate = _authority.IssueServer(["localhost"], TimeSpan.FromDays(1));
        Assert.False(_authority.IsAgent(certificate));
        Assert.True(certificate.MatchesHostname("localhost"));
    }

    private X509Certificate2 Sign(string request) => Sign(_authority, request);

    private static X509Certificate2 Sign(CertificateAuthority authority, string request) =>
        authority.SignAgent(CertificateAuthority.ReadAgentKey(request), "client-a", TimeSpan.FromDays(90));

    private static string Request(ECDsa key, string subject = "CN=x")
    {
        using (key)
            return new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
    }
}
