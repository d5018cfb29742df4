using System.Security.Cryptography.X509Certificates;

namespace Dcmon.Agent.Identity;

/// <summary>Who this agent is, and whom it trusts. Immutable; nothing of it is shared between instances.</summary>
public sealed class AgentIdentity : IDisposable
{
    /// <summary>Takes over the certificates: they are disposed with the identity.</summary>
    /// <param name="server">The agents' address of the server, such as <c>https://monitor.example:8444/</c>.</param>
    /// <param name="clientId">The client's id.</param>
    /// <param name="certificate">The agent's certificate with its private key.</param>
    /// <param name="authority">The certificate of the server's CA: the only root that is trusted.</param>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public AgentIdentity(Uri server, string clientId, X509Certificate2 certificate, X509Certificate2 authority)
    {
        if (!certificate.HasPrivateKey) throw new ArgumentException("The agent's certificate must come with its private key.", nameof(certificate));
        (Server, ClientId, Certificate, Authority) = (server, clientId, certificate, authority);
    }

    /// <summary>The agents' address of the server.</summary>
    public Uri Server { get; }

    /// <summary>The client's id, also the common name of the certificate.</summary>
    public string ClientId { get; }

    /// <summary>The agent's certificate with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The server's CA, the only root that is trusted.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>From when on the certificate is valid.</summary>
    public DateTimeOffset NotBefore => new(Certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>Until when the certificate is valid.</summary>
    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>The same client with a renewed certificate; it has its own copy of the CA's.</summary>
    public AgentIdentity With(X509Certificate2 renewed) =>
        new(Server, ClientId, renewed, X509CertificateLoader.LoadCertificate(Authority.RawData));

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        Authority.Dispose();
    }
}
