using Dcmon.Agent.Identity;

namespace Dcmon.Agent.Uplink;

/// <summary>Makes clients with the agent's settings.</summary>
internal sealed class GatewayClientFactory(ServerChoice servers, Dialing dialing, TimeSpan timeout, TimeProvider time)
{
    /// <summary>A client of the server in use, for an identity; the caller disposes it.</summary>
    public GatewayClient Make(AgentIdentity identity) => Make(identity, servers.Current ?? identity.Server);

    /// <summary>A client of a certain server.</summary>
    public GatewayClient Make(AgentIdentity identity, Uri server) => new(identity, server, dialing, timeout, time);
}
