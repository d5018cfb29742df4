using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dcmon.Agent.Identity;

/// <summary>
/// A new key (ECDSA P-256) and the request to certify it. The key leaves this process for the agent's own disk only.
/// </summary>
public sealed class KeyRequest : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The PKCS #10 request, PEM. The server sets the subject itself.</summary>
    public string Pem => new CertificateRequest("CN=dcmon-agent", _key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

    /// <summary>The certificate that answers the request, together with the key.</summary>
    /// <param name="certificatePem">As the server sent it.</param>
    /// <param name="authority">The CA that must have signed it.</param>
    /// <exception cref="IdentityException">It is not a certificate, for another key, or not of that CA.</exception>
    public X509Certificate2 Complete(string certificatePem, X509Certificate2 authority)
    {
        try
        {
            using var bare = X509Certificate2.CreateFromPem(certificatePem);
            using var itsKey = bare.GetECDsaPublicKey();
            if (itsKey is null || !itsKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(_key.ExportSubjectPublicKeyInfo()))
                throw new IdentityException("The server's certificate is for another key than the one of the request.");
            if (!CertificateChains.IsSignedBy(bare, authority))
                throw new IdentityException("The server's certificate is not signed by the server's own CA.");
            return bare.CopyWithPrivateKey(_key);
        }
        catch (CryptographicException error)
        {
            throw new IdentityException($"The server's answer holds no certificate: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
