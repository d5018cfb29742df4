using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Wire;

namespace Dcmon.Web.Security;

/// <summary>
/// The server's own certificate authority. It certifies the agents to the server and the server to its agents; nothing
/// else trusts it. Key and certificate stay in the data directory.
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int SmallestRsaKey = 3072;

    /// <summary>Clocks differ: a certificate is good from this long before its issue.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;

    private CertificateAuthority(X509Certificate2 certificate, TimeProvider time)
    {
        Certificate = certificate;
        _time = time;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
    }

    /// <summary>The CA's certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of the certificate (DER), lower-case hexadecimal: what agents pin.</summary>
    public string Fingerprint { get; }

    /// <summary>Opens the authority kept in a directory, making it on the first start.</summary>
    public static CertificateAuthority Open(string directory, TimeProvider time)
    {
        var file = new CertificateFile(directory, "ca");
        return new CertificateAuthority(file.Load() ?? file.Save(CreateAuthority(time)), time);
    }

    /// <summary>Reads the key of an agent's certificate request.</summary>
    /// <param name="request">PKCS #10, PEM. Only its key is taken: names and extensions are the server's to give.</param>
    /// <exception cref="WireFormatException">It is no request, its signature is wrong, or its key is too weak.</exception>
    public static PublicKey ReadAgentKey(string request)
    {
        PublicKey key;
        try
        {
            key = CertificateRequest.LoadSigningRequestPem(request, HashAlgorithmName.SHA256).PublicKey;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new WireFormatException($"The certificate request cannot be read: {error.Message}");
        }

        using var rsa = key.GetRSAPublicKey();
        using var ecdsa = key.GetECDsaPublicKey();
        if (rsa?.KeySize >= SmallestRsaKey || ecdsa?.KeySize == 256) return key;
        throw new WireFormatException("The key must be ECDSA P-256, or RSA of at least 3072 bits.");
    }

    /// <summary>Signs an agent's key.</summary>
    /// <param name="key">The key, from <see cref="ReadAgentKey"/>.</param>
    /// <param name="clientId">Becomes the common name.</param>
    /// <param name="lifetime">How long the certificate is good for.</param>
    /// <returns>The certificate; the caller disposes it.</returns>
    public X509Certificate2 SignAgent(PublicKey key, string clientId, TimeSpan lifetime) =>
        Issue(key, $"CN={clientId}", ClientAuthentication, lifetime, null);

    /// <summary>Makes a certificate for the server itself.</summary>
    public X509Certificate2 IssueServer(IReadOnlyList<string> names, TimeSpan lifetime)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            if (System.Net.IPAddress.TryParse(name, out var address)) subject.AddIpAddress(address);
            else subject.AddDnsName(name);
        using var signed = Issue(new PublicKey(key), $"CN={names[0]}", ServerAuthentication, lifetime, subject.Build());
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>Whether a certificate is one that this authority gave to an agent and is good now.</summary>
    public bool IsAgent(X509Certificate2 certificate)
    {
        // A chain takes a certificate without purposes for one that is good for all of them.
        if (!IsForClients(certificate)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(certificate);
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    private static bool IsForClients(X509Certificate2 certificate) => certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
        .Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(each => each.Value == ClientAuthentication));

    private X509Certificate2 Issue(PublicKey key, string subject, string usage, TimeSpan lifetime, X509Extension? names)
    {
        var request = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        if (names is not null) request.CertificateExtensions.Add(names);

        var now = _time.GetUtcNow();
        var until = now + lifetime < Certificate.NotAfter ? now + lifetime : Certificate.NotAfter;
        using var own = Certificate.GetECDsaPrivateKey()!;
        return request.Create(
            Certificate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(own),
            now - ClockSkew,
            until,
            RandomNumberGenerator.GetBytes(16));
    }

    private static X509Certificate2 CreateAuthority(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=dcmon", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now - ClockSkew, now.AddYears(20));
    }
}
