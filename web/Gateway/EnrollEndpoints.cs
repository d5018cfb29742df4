using System.Security.Cryptography.X509Certificates;
using Dcmon.GrainInterfaces;
using Dcmon.Web.Security;
using Dcmon.Wire;
using Dcmon.Wire.Enrollment;

namespace Dcmon.Web.Gateway;

/// <summary>How a machine gets its certificate, and a new one before the old one ends.</summary>
internal sealed partial class EnrollEndpoints(
    IGrainFactory grains, CertificateAuthority authority, TimeSpan certificateLifetime, ILogger<EnrollEndpoints> log)
{
    /// <summary>A machine with a token becomes a client.</summary>
    public async Task<IResult> Enroll(HttpContext context, EnrollRequest request)
    {
        if (request.HostName is not { Length: > 0 and <= WireLimits.MaxFactLength })
            return Malformed("hostName must have 1 to 1024 characters.");
        if (!LineText.IsPlain(request.HostName))
            return Malformed("hostName must not have control characters, line separators or marks of the writing direction.");
        if (request.Token is null) return Malformed("token is missing.");
        PublicKey key;
        try
        {
            // Read before the token is spent, so that a bad request does not cost one of its uses.
            key = CertificateAuthority.ReadAgentKey(request.CertificateRequest);
        }
        catch (WireFormatException malformed)
        {
            return Malformed(malformed.Message);
        }

        var from = context.Connection.RemoteIpAddress;
        if (await grains.Enrollment().Enroll(request.Token, request.HostName) is not { } client)
        {
            Refused(from);
            return Results.Problem(
                "The token is unknown, expired or used up. Ask an administrator for a new enrolment URL.",
                statusCode: StatusCodes.Status401Unauthorized,
                title: "Enrolment refused");
        }

        Enrolled(client.Id, request.HostName, from);
        using var certificate = authority.SignAgent(key, client.Id, certificateLifetime);
        return Results.Json(
            new EnrollAnswer(client.Id, certificate.ExportCertificatePem(), authority.Certificate.ExportCertificatePem()),
            WireJson.Default.EnrollAnswer);
    }

    /// <summary>A client gets a certificate for a new key.</summary>
    public async Task<IResult> Renew(HttpContext context, RenewRequest request)
    {
        if (context.Agent(grains) is not { } agent) return GatewayProblems.NoCertificate();
        PublicKey key;
        try
        {
            key = CertificateAuthority.ReadAgentKey(request.CertificateRequest);
        }
        catch (WireFormatException malformed)
        {
            return Malformed(malformed.Message);
        }

        using var renewed = authority.SignAgent(key, agent.ClientId, certificateLifetime);
        return await agent.Client.Renew(agent.Serial, renewed.SerialNumber) is { } refusal
            ? GatewayProblems.NotAccepted(refusal)
            : Results.Json(new RenewAnswer(renewed.ExportCertificatePem()), WireJson.Default.RenewAnswer);
    }

    /// <summary>The CA certificate, which the enrolling agent checks against the fingerprint that it was given.</summary>
    public IResult Authority() => Results.Text(authority.Certificate.ExportCertificatePem(), "application/x-pem-file");

    private static IResult Malformed(string why) =>
        Results.Problem(why, statusCode: StatusCodes.Status400BadRequest, title: "Malformed request");

    [LoggerMessage(LogLevel.Information, "Enrolled {Client}, host {Host}, from {Address}")]
    private partial void Enrolled(string client, string host, System.Net.IPAddress? address);

    [LoggerMessage(LogLevel.Warning, "Refused to enrol a machine from {Address}: its token is unknown, expired or used up")]
    private partial void Refused(System.Net.IPAddress? address);
}
