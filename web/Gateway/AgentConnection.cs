using System.Security.Cryptography.X509Certificates;

namespace Dcmon.Web.Gateway;

/// <summary>Marks a connection that came in on the agents' port.</summary>
internal sealed class AgentConnection;

/// <summary>Who calls, by the certificate that the handshake proved.</summary>
internal static class AgentCaller
{
    /// <summary>Whether the request came in on the agents' port.</summary>
    public static bool IsOnAgentPort(this HttpContext context) => context.Features.Get<AgentConnection>() is not null;

    /// <summary>The client's id; null without a certificate.</summary>
    public static string? ClientId(this HttpContext context) =>
        context.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
}
