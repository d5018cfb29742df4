using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dcmon.Web.Tests.Security;

/// <summary>Certificates such as an owner gets from an authority with intermediates.</summary>
internal sealed class TestCertificates
{
    private readonly X509Certificate2 _intermediate;

    public TestCertificates()
    {
        Root = Issue("CN=root", null, isAuthority: true);
        _intermediate = Issue("CN=intermediate", Root, isAuthority: true);
    }

    /// <summary>What a browser trusts.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>Writes a new certificate for localhost with its chain, and its key.</summary>
    /// <returns>The certificate.</returns>
    public X509Certificate2 Write(string certificateFile, string keyFile)
    {
        var leaf = Issue("CN=localhost", _intermediate, isAuthority: false);
        File.WriteAllText(keyFile, leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificateFile, leaf.ExportCertificatePem() + "\n" + _intermediate.ExportCertificatePem() + "\n");
        return leaf;
    }

    /// <summary>Issues a certificate.</summary>
    /// <param name="subject">Its name.</param>
    /// <param name="issuer">Who signs it; null: itself.</param>
    /// <param name="isAuthority">Whether it may sign others.</param>
    /// <param name="usage">What it is good for; null: nothing is said.</param>
    public static X509Certificate2 Issue(string subject, X509Certificate2? issuer, bool isAuthority, string? usage = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (issuer is { Extensions: var extensions } && extensions.OfType<X509SubjectKeyIdentifierExtension>().Any())
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        if (usage is not null) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        if (!isAuthority)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
        }

        var now = TimeProvider.System.GetUtcNow();
        if (issuer is null) return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var end = now.AddDays(isAuthority ? 25 : 20);
        using var signed = request.Create(issuer, now.AddMinutes(-1), end, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
