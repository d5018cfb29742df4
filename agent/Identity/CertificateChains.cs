using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dcmon.Agent.Identity;

/// <summary>Whom the agent trusts: the server's own CA, pinned when it enrolled, and no other.</summary>
internal static class CertificateChains
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>
    /// How to check the server's certificate: signed by the pinned CA, valid now, and meant for servers. The host name
    /// is not checked, and need not be: the CA is private to this one server, and the certificates that it gives to
    /// agents are not meant for servers, so that no agent can pose as the server. In return, a server may be reached by
    /// any name or address.
    /// </summary>
    public static SslClientAuthenticationOptions TrustOnly(X509Certificate2 authority) => new()
    {
        CertificateChainPolicy = PolicyOf(authority, ServerAuthentication),
        RemoteCertificateValidationCallback = static (_, certificate, _, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None
            && certificate is X509Certificate2 server && IsMeantForServers(server),
    };

    /// <summary>True where the certificate is signed by that CA, whatever it is meant for.</summary>
    public static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain { ChainPolicy = PolicyOf(authority) };
        // Clocks may differ by more than the age of a new certificate.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }

    private static X509ChainPolicy PolicyOf(X509Certificate2 authority, params ReadOnlySpan<Oid> purposes)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        foreach (var purpose in purposes) policy.ApplicationPolicy.Add(purpose);
        return policy;
    }

    // The chain accepts a certificate that does not state its usage; here it must.
    private static bool IsMeantForServers(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ServerAuthentication.Value));
}
