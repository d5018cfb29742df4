namespace Dcmon.Wire;

/// <summary>
/// The routes of the agents' port. All but the first two need the agent's certificate, the last a program's token or that.
/// </summary>
public static class GatewayRoutes
{
    /// <summary>GET: the CA certificate, PEM. Public: the enrolling agent compares it with the fingerprint that it was given.</summary>
    public const string Authority = "/agent/v1/ca";

    /// <summary>POST: <see cref="Enrollment.EnrollRequest"/>; the token is the credential.</summary>
    public const string Enroll = "/agent/v1/enroll";

    /// <summary>POST: <see cref="Enrollment.RenewRequest"/>.</summary>
    public const string Renew = "/agent/v1/renew";

    /// <summary>POST: <see cref="Reports.ReportMessageFormat"/>, <c>Content-Encoding: br</c> or <c>gzip</c> or none.</summary>
    public const string Reports = "/agent/v1/reports";

    /// <summary>POST: samples as plain JSON, of any program with a machine's token or its certificate.</summary>
    public const string Metrics = "/api/metrics";
}
