using System.Security.Cryptography.X509Certificates;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Web.Gateway;

/// <summary>Who calls on the agents' port, by the certificate that the handshake proved.</summary>
/// <param name="ClientId">The client's id: the certificate's common name.</param>
/// <param name="Serial">The certificate's serial number, hexadecimal.</param>
/// <param name="Client">The client's grain.</param>
internal sealed record AgentCaller(string ClientId, string Serial, IClientGrain Client);

/// <summary>Finds out who calls.</summary>
internal static class AgentCallerExtensions
{
    /// <summary>Whether the request came in on the agents' port.</summary>
    public static bool IsOnAgentPort(this HttpContext context) => context.Features.Get<AgentConnection>() is not null;

    /// <summary>The agent that calls; null without a certificate.</summary>
    public static AgentCaller? Agent(this HttpContext context, IGrainFactory grains)
    {
        var connection = context.Features.Get<AgentConnection>();
        if (connection?.Agent is { } known) return known;
        if (context.Connection.ClientCertificate is not { } certificate) return null;
        var id = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        var agent = new AgentCaller(id, certificate.SerialNumber, grains.Client(id));
        if (connection is not null) connection.Agent = agent;
        return agent;
    }
}
