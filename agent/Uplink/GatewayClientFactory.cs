using Dcmon.Agent.Identity;

namespace Dcmon.Agent.Uplink;

/// <summary>Makes clients with the agent's settings.</summary>
internal sealed class GatewayClientFactory(TimeSpan timeout, TimeProvider time)
{
    /// <summary>A client for an identity; the caller disposes it.</summary>
    public GatewayClient Make(AgentIdentity identity) => new(identity, timeout, time);
}
