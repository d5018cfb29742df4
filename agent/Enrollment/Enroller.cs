using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Dcmon.Wire;
using Dcmon.Wire.Enrollment;

namespace Dcmon.Agent.Enrollment;

/// <summary>Makes a machine a client of a server.</summary>
public static class Enroller
{
    /// <summary>
    /// Fetches the server's CA from a server that is not trusted yet, compares it with the fingerprint that the admin
    /// gave out, and only then, over a second connection that trusts this CA alone, shows the token and asks for a
    /// certificate.
    /// </summary>
    /// <param name="url">The enrolment URL.</param>
    /// <param name="hostName">What to call this machine at first.</param>
    /// <param name="timeout">For each of the two requests.</param>
    /// <param name="time">Measures the timeout.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="IdentityException">The server is not the one of the fingerprint, or its answer is not
    /// sound.</exception>
    /// <exception cref="GatewayException">The server cannot be reached or refuses.</exception>
    public static Task<AgentIdentity> EnrollAsync(
        EnrollmentUrl url, string hostName, TimeSpan timeout, TimeProvider time, CancellationToken stop) =>
        EnrollAsync(url, hostName, Dialing.Direct, timeout, time, stop);

    /// <inheritdoc cref="EnrollAsync(EnrollmentUrl, string, TimeSpan, TimeProvider, CancellationToken)"/>
    internal static async Task<AgentIdentity> EnrollAsync(
        EnrollmentUrl url, string hostName, Dialing dialing, TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        using var authority = await FetchAuthorityAsync(url, dialing, timeout, time, stop);
        using var http = new GatewayHttp(url.Server, CertificateChains.TrustOnly(authority), dialing, timeout, time);
        using var request = new KeyRequest();
        var answer = await http.PostAsync(
            GatewayRoutes.Enroll, new EnrollRequest(url.Token, request.Pem, hostName),
            WireJson.Default.EnrollRequest, WireJson.Default.EnrollAnswer, stop);
        return new AgentIdentity(
            url.Server, answer.ClientId, request.Complete(answer.Certificate, authority),
            X509CertificateLoader.LoadCertificate(authority.RawData));
    }

    private static async Task<X509Certificate2> FetchAuthorityAsync(
        EnrollmentUrl url, Dialing dialing, TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        // Anybody may answer here. Nothing is sent but this request, and the answer counts only if its fingerprint is the admin's.
        var trustAnybody = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true };
        using var http = new GatewayHttp(url.Server, trustAnybody, dialing, timeout, time);
        var pem = await http.GetTextAsync(GatewayRoutes.Authority, stop);
        try
        {
            var authority = X509Certificate2.CreateFromPem(pem);
            var fingerprint = Convert.ToHexStringLower(SHA256.HashData(authority.RawData));
            if (fingerprint == url.Fingerprint) return authority;
            authority.Dispose();
            throw new IdentityException(
                $"The server at {url} is not the one that the enrolment URL is for: its CA has the fingerprint {fingerprint}, expected is {url.Fingerprint}. "
                + "Either the URL is of another server, or somebody stands between. Nothing was sent.");
        }
        catch (CryptographicException error)
        {
            throw new IdentityException($"What {url} answers is not a CA certificate; is it the agents' port of dcmon? ({error.Message})", error);
        }
    }
}
