using Dcmon.Web.Gateway;
using Dcmon.Web.Security;
using Dcmon.Wire.Enrollment;
using Microsoft.AspNetCore.Hosting.Server;

namespace Dcmon.Web.Enrollment;

/// <summary>Puts together what a machine needs to enrol.</summary>
public sealed class EnrollmentUrls(IServer server, CertificateAuthority authority)
{
    /// <summary>The URL for a token, with the name by which the machine will reach this server.</summary>
    public EnrollmentUrl For(string token, string host) =>
        new(new UriBuilder(Uri.UriSchemeHttps, host, ListenerPorts.Agents(server)).Uri, token, authority.Fingerprint);
}
