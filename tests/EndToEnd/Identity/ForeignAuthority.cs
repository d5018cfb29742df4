using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dcmon.EndToEnd.Identity;

/// <summary>Somebody else's certificate authority, which looks as the server's own does.</summary>
internal sealed class ForeignAuthority : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _authority;

    /// <summary>Makes an authority of the same name as another one.</summary>
    public ForeignAuthority(X509Certificate2 lookalike)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(lookalike.SubjectName, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        _authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(10));
    }

    /// <summary>A certificate for a client of that id, with its key.</summary>
    public X509Certificate2 Issue(string clientId)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={clientId}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientAuthentication)], true));
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(_authority, now.AddHours(-1), now.AddDays(1), [1, 2, 3, 4]);
        return signed.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose() => _authority.Dispose();
}
