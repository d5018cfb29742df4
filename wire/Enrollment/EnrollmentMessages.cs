namespace Dcmon.Wire.Enrollment;

/// <summary>A machine asks to become a client. The agent made its key itself and keeps it.</summary>
/// <param name="Token">The token that an admin gave out.</param>
/// <param name="CertificateRequest">PKCS #10 request, PEM; ECDSA P-256 or RSA of at least 3072 bits. Its subject is ignored.</param>
/// <param name="HostName">The name to show for this machine until it reports its facts; untrusted.</param>
public sealed record EnrollRequest(string Token, string CertificateRequest, string HostName);

/// <summary>The machine's new identity.</summary>
/// <param name="ClientId">The client's id, also the common name of the certificate.</param>
/// <param name="Certificate">The agent's certificate, PEM.</param>
/// <param name="Authority">The server's CA certificate, PEM.</param>
public sealed record EnrollAnswer(string ClientId, string Certificate, string Authority);

/// <summary>A client asks for a new certificate, over a connection made with its present one.</summary>
/// <param name="CertificateRequest">As in <see cref="EnrollRequest"/>.</param>
public sealed record RenewRequest(string CertificateRequest);

/// <summary>The renewed certificate.</summary>
/// <param name="Certificate">PEM.</param>
public sealed record RenewAnswer(string Certificate);
